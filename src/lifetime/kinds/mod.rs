//! All kinds of models behind one type: by number, as bytes, over their data. What kinds there
//! are stands in `models.in.rs`.

pub(crate) mod every;
pub(crate) mod family;
pub(crate) mod serialization;
pub(crate) mod stored;
pub(crate) mod surface;
