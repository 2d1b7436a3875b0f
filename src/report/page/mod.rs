//! The page: one HTML file without an external resource.

mod rich;
mod view;
