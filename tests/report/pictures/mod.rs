//! Pictures: well-formed, escaped, legible, and true to what they draw.

mod bases;
mod columns;
mod geometry;
mod of_a_study;
