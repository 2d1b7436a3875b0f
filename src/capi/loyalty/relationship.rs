//! Events and dimensions of a relationship, and the trust that it earns.

use crate::capi::prelude::*;
use crate::customer::Dimensions;
use crate::loyalty::satisfied_streaks_into;

enumeration!(HABITUE_EVENT: crate::customer::StatusEvent);

/// Few: of customers, or low, of their margin.
pub const HABITUE_EXTENT_LOW: i32 = 1;
/// A medium number of customers, or a medium margin.
pub const HABITUE_EXTENT_MEDIUM: i32 = 2;
/// Many customers, or a high margin.
pub const HABITUE_EXTENT_HIGH: i32 = 3;

/// Persona tag, as a bit: demanding (苛刻的).
pub const HABITUE_PERSONA_DEMANDING: u32 = 1;
/// Persona tag, as a bit: hesitant (犹豫不决的).
pub const HABITUE_PERSONA_HESITANT: u32 = 2;
/// Persona tag, as a bit: thrifty (节俭的).
pub const HABITUE_PERSONA_THRIFTY: u32 = 4;
/// Persona tag, as a bit: sophisticated (久经世故的).
pub const HABITUE_PERSONA_SOPHISTICATED: u32 = 8;

/// The breadth of each relationship: how many distinct product lines each of `customer_count`
/// customers has bought, into `breadth`. `customer[i]` is the customer, from 0, of purchase i, and
/// `line[i]` any number that stands for its product line; both have `rows` cells. Since 0.1.
pub fn habitue_relationship_breadth(
    customer: &[u32],
    line: &[i64],
    _rows: usize,
    breadth: &mut [u32],
    _customer_count: usize,
) -> Result<()> {
    Dimensions::breadth_into(customer, line, breadth)
}

/// The number of satisfied episodes in a row up to the last episode of each of `customer_count`
/// customers, 0 for one without an episode, into `streaks`. `customer[i]` is the customer, from 0,
/// of episode i, and `satisfied[i]` is 1 or 0; the episodes of one customer come in the order of
/// time; both have `rows` cells. Since 0.1.
pub fn habitue_satisfied_streaks(
    customer: &[u32],
    satisfied: &[u8],
    _rows: usize,
    streaks: &mut [u32],
    _customer_count: usize,
) -> Result<()> {
    satisfied_streaks_into(customer, satisfied, streaks)
}
