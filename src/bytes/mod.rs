//! Portable bytes: what they are of, a format version, numbers in columns, a checksum.
//!
//! All that is kept or sent as bytes has one frame: eight that say of what they are (a
//! [`Form`](form::Form)), the version of its format, what a [`Writer`](writer::Writer) wrote, and a
//! CRC-32 of all before it; numbers with the least byte first, so that they are the same on every
//! machine. A [`Reader`](reader::Reader) refuses whatever is cut, damaged or of something else, and
//! a length that the bytes do not bear before it takes memory.

pub(crate) mod cell;
pub(crate) mod form;
pub(crate) mod reader;
pub(crate) mod writer;
