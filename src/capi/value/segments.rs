//! Segments of RFM cells.

use crate::capi::prelude::*;
use crate::value::{Segment, SegmentTable};

/// Ten segments of recency and frequency quintiles.
pub const HABITUE_SEGMENTS_RECENCY_FREQUENCY: i32 = 0;
/// Eight segments: each score is high or low.
pub const HABITUE_SEGMENTS_EIGHT: i32 = 1;
/// The caller's boxes, which together hold each cell exactly once.
pub const HABITUE_SEGMENTS_BOXES: i32 = 2;
/// The caller's boxes, which may overlap: of segments that hold a cell the first counts, and what
/// none holds is one more segment, the last.
pub const HABITUE_SEGMENTS_FIRST_MATCH: i32 = 3;

/// A box of scores, both ends included.
#[apply(plain)]
pub struct habitue_segment_box {
    /// The number of its segment: from 1, without gaps, each first met in its turn.
    pub segment: u32,
    /// The lowest and the highest score of recency.
    pub recency: [u32; 2],
    /// Of frequency.
    pub frequency: [u32; 2],
    /// Of monetary value.
    pub monetary: [u32; 2],
}

/// How RFM cells make segments. Start from `HABITUE_SEGMENTATION_INIT`. Names of the segments of
/// presets: `HABITUE_LIST_SEGMENTS` plus the preset, by number.
#[apply(versioned)]
pub struct habitue_segmentation {
    /// One of `HABITUE_SEGMENTS_...`.
    pub preset: i32,
    /// How many scores of recency, frequency and monetary value there are, at most a million cells
    /// together. 5, 5, 5 by default; of eight segments all the same, 2..=100.
    pub bins: [u32; 3],
    /// `HABITUE_SEGMENTS_EIGHT`: the lowest high score, 2..=bins. 4 by default.
    pub high_from: u32,
    /// The boxes, of at most 100,000,000 cells together where they overlap; else NULL.
    pub boxes: *const habitue_segment_box,
    /// How many boxes there are.
    pub box_count: usize,
}

/// Scores of customers, and where their segments go. Start from `HABITUE_SEGMENTS_INIT`.
#[apply(versioned)]
pub struct habitue_segments {
    /// How many segments `counts` has room for: as many as there are.
    pub segment_count: u32,
    /// Length of the columns.
    pub rows: usize,
    /// The scores of recency.
    pub recency_score: *const i32,
    /// The scores of frequency.
    pub frequency_score: *const i32,
    /// The scores of monetary value.
    pub monetary_score: *const i32,
    /// Receives the number of each customer's segment, from 1.
    pub segment: *mut i32,
    /// Receives how many customers each segment has, or NULL.
    pub counts: *mut u64,
}

const HIGH_FROM: u32 = 4;

begins!(habitue_segmentation, bins = [5; 3], high_from = 4);

/// The segmentations that have names, with what bins they have by default.
pub(in crate::capi) fn named_segments() -> [(i32, Vec<Segment>); 2] {
    let eight = SegmentTable::eight(5, HIGH_FROM).map(|table| table.segments().to_vec());
    [
        (HABITUE_SEGMENTS_RECENCY_FREQUENCY, SegmentTable::recency_frequency().segments().to_vec()),
        (HABITUE_SEGMENTS_EIGHT, eight.unwrap_or_default()),
    ]
}

impl Reads for SegmentTable {
    type From = habitue_segmentation;

    unsafe fn read(pointer: *const habitue_segmentation, name: &'static str) -> Result<Self> {
        let given = options(pointer, name)?;
        read!(given => column boxes[given.box_count]);
        let usual = habitue_segmentation::default();
        let (preset, [bins, ..]) = (given.preset, given.bins);
        let eight = preset == HABITUE_SEGMENTS_EIGHT;
        let own = [HABITUE_SEGMENTS_BOXES, HABITUE_SEGMENTS_FIRST_MATCH].contains(&preset);
        let even = if eight { [bins; 3] } else { usual.bins };
        let unread = [
            (!own && !boxes.is_empty(), "boxes"),
            (!eight && given.high_from != usual.high_from, "high_from"),
            (!own && given.bins != even, "bins"),
        ];
        let idle = || idle(&unread, "by this preset");
        match preset {
            HABITUE_SEGMENTS_RECENCY_FREQUENCY => idle().map(|()| Self::recency_frequency()),
            HABITUE_SEGMENTS_EIGHT => idle().and_then(|()| Self::eight(bins, given.high_from)),
            HABITUE_SEGMENTS_BOXES => idle().and_then(|()| Self::new(given.bins, segments(boxes)?)),
            HABITUE_SEGMENTS_FIRST_MATCH => idle().and_then(|()| {
                Self::first_match(given.bins, segments(boxes)?, "others", "其他客户")
            }),
            other => Err(no_enumerator(other, "preset", &[0, 1, 2, 3])),
        }
    }
}

/// Segments from their numbered boxes.
fn segments(boxes: &[habitue_segment_box]) -> Result<Vec<Segment>> {
    let mut segments: Vec<Segment> = Vec::new();
    for (row, given) in boxes.iter().enumerate() {
        let number = given.segment as usize;
        let sides = [given.recency, given.frequency, given.monetary].map(|[low, high]| low..=high);
        if number == segments.len() + 1 {
            segments.push(Segment {
                name: format!("segment {number}"),
                name_zh: format!("第{number}类客户"),
                boxes: vec![sides],
            });
        } else if (1..=segments.len()).contains(&number) {
            segments[number - 1].boxes.push(sides);
        } else {
            let allowed =
                format!("1 to {}, segments in the order of their number", segments.len() + 1);
            return Err(Error::out_of_range("boxes", number as f64, allowed).at_row(row as u64));
        }
    }
    Ok(segments)
}

/// The segment of each customer, and how many customers each segment has. `HABITUE_DUPLICATE` for a
/// cell in two segments, `HABITUE_MISSING_VALUE` for one in none; no rows ask only whether the
/// segmentation is whole.
pub unsafe fn habitue_segments_assign(
    segmentation: SegmentTable,
    segments: habitue_segments,
) -> Result<()> {
    let (given, table, rows) = (segments, segmentation, segments.rows);
    read!(given => column recency_score[rows], column frequency_score[rows],
            column monetary_score[rows], column_mut segment[rows],
            optional_column_mut counts[given.segment_count as usize]);
    let count = table.segments().len();
    same_length("counts", counts.as_ref().map_or(count, |counts| counts.len()), count)?;
    let found = table.assign_into(recency_score, frequency_score, monetary_score, segment)?;
    put(counts, &found);
    Ok(())
}
