//! Named segments of RFM cells: a table that covers every cell exactly once.

use std::ops::RangeInclusive;

use crate::error::{Error, ErrorKind, Result};

/// A named set of RFM cells: a union of boxes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Segment {
    /// The English name.
    pub name: String,
    /// The Chinese name.
    pub name_zh: String,
    /// Boxes of recency, frequency and monetary scores.
    pub boxes: Vec<[RangeInclusive<u32>; 3]>,
}

impl Segment {
    /// A segment of one box.
    #[must_use]
    pub fn new(
        name: impl Into<String>,
        name_zh: impl Into<String>,
        recency: RangeInclusive<u32>,
        frequency: RangeInclusive<u32>,
        monetary: RangeInclusive<u32>,
    ) -> Self {
        Self {
            name: name.into(),
            name_zh: name_zh.into(),
            boxes: vec![[recency, frequency, monetary]],
        }
    }

    /// A segment of any boxes of recency, frequency and monetary scores; of none it is the one
    /// for customers whom no other segment takes.
    #[must_use]
    pub fn of_boxes(
        name: impl Into<String>,
        name_zh: impl Into<String>,
        boxes: Vec<[RangeInclusive<u32>; 3]>,
    ) -> Self {
        Self { name: name.into(), name_zh: name_zh.into(), boxes }
    }

    /// Adds a box.
    #[must_use]
    pub fn or(
        mut self,
        recency: RangeInclusive<u32>,
        frequency: RangeInclusive<u32>,
        monetary: RangeInclusive<u32>,
    ) -> Self {
        self.boxes.push([recency, frequency, monetary]);
        self
    }
}

/// The scores cut where boxes begin and end: within a block all cells are alike, and there are
/// no more blocks than the boxes make, however many the scores.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Grid {
    /// The lowest score of each block, by side.
    starts: [Vec<u32>; 3],
    bins: [u32; 3],
}

impl Grid {
    /// # Errors
    /// `OutOfRange` for no bins, more than a million cells, too many segments, or a box outside
    /// the scores.
    fn new(bins: [u32; 3], segments: &[Segment]) -> Result<Self> {
        let count = bins.iter().try_fold(1_u64, |product, &bins| {
            product.checked_mul(u64::from(bins)).filter(|&cells| cells <= MOST_CELLS && cells > 0)
        });
        if count.is_none() {
            return Err(Error::new(ErrorKind::OutOfRange, "is no number of cells")
                .in_column("bins")
                .with_value(format!("{bins:?}"))
                .allowing("1 to 1000000 cells"));
        }
        if segments.len() > usize::from(u16::MAX) {
            return Err(Error::out_of_range("segments", segments.len() as f64, "0 to 65535"));
        }
        let mut starts = [vec![1], vec![1], vec![1]];
        for (index, segment) in segments.iter().enumerate() {
            for (at, side) in segment.boxes.iter().flat_map(|sides| sides.iter().enumerate()) {
                if side.is_empty() || *side.start() < 1 || *side.end() > bins[at] {
                    return Err(Error::new(ErrorKind::OutOfRange, "is no range of scores")
                        .in_column(&segment.name)
                        .with_value(format!("{side:?}"))
                        .allowing(format!("1 to {}", bins[at]))
                        .at_row(index as u64));
                }
                starts[at].push(*side.start());
                if *side.end() < bins[at] {
                    starts[at].push(side.end() + 1);
                }
            }
        }
        for side in &mut starts {
            side.sort_unstable();
            side.dedup();
        }
        Ok(Self { starts, bins })
    }

    /// How many blocks there are.
    fn len(&self) -> usize {
        self.starts.iter().map(Vec::len).product()
    }

    /// The place, side by side, of the block that holds a cell.
    fn place(&self, cell: [u32; 3]) -> [usize; 3] {
        let mut place = [0; 3];
        for ((slot, starts), score) in place.iter_mut().zip(&self.starts).zip(cell) {
            *slot = starts.partition_point(|&start| start <= score) - 1;
        }
        place
    }

    fn block(&self, [r, f, m]: [usize; 3]) -> usize {
        (r * self.starts[1].len() + f) * self.starts[2].len() + m
    }

    /// The lowest scores of a block.
    fn corner(&self, block: usize) -> [u32; 3] {
        let [_, f, m] = self.starts.each_ref().map(Vec::len);
        let place = [block / (f * m), block / m % f, block % m];
        [0, 1, 2].map(|side| self.starts[side][place[side]])
    }

    /// The highest scores of a block.
    fn far_corner(&self, block: usize) -> [u32; 3] {
        let place = self.place(self.corner(block));
        [0, 1, 2].map(|side| {
            self.starts[side].get(place[side] + 1).map_or(self.bins[side], |next| next - 1)
        })
    }

    /// The blocks of a box, in the order of their numbers.
    fn blocks<'a>(
        &'a self,
        [recency, frequency, monetary]: &[RangeInclusive<u32>; 3],
    ) -> impl Iterator<Item = usize> + use<'a> {
        let low = self.place([*recency.start(), *frequency.start(), *monetary.start()]);
        let high = self.place([*recency.end(), *frequency.end(), *monetary.end()]);
        (low[0]..=high[0]).flat_map(move |r| {
            (low[1]..=high[1]).flat_map(move |f| {
                let first = self.block([r, f, low[2]]);
                first..=first + (high[2] - low[2])
            })
        })
    }
}

/// RFM segments as a table that is proven, when it is made, to hold every cell
/// exactly once: no customer falls through, and no order of rules matters.
///
/// (The segment table most copied from the documentation of a well-known package
/// leaves 10 of the 125 cells without a name.)
///
/// ```
/// use habitue::value::{Rfm, SegmentTable};
///
/// let table = SegmentTable::recency_frequency();
/// assert_eq!(table.segment(5, 5, 1)?.name, "champions");
/// let scores = Rfm::quintiles().score(&[1, 2, 3], &[9, 5, 1], &[9.0, 5.0, 1.0])?;
/// let segments = table.assign(&scores.recency, &scores.frequency, &scores.monetary)?;
/// assert_eq!(table.segments()[segments.segment[0] as usize - 1].name_zh, "冠军客户");
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentTable {
    segments: Vec<Segment>,
    grid: Grid,
    /// The index of the segment of each block, recency-major.
    of_block: Vec<u16>,
}

/// The segment of each customer, and how many customers each segment has.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Segments {
    /// The number of the segment of each row, counted from 1 in the table.
    pub segment: Vec<i32>,
    /// How many customers each segment has.
    pub customers: Vec<u64>,
}

/// The most cells of a table.
const MOST_CELLS: u64 = 1_000_000;

/// The most blocks that all boxes of rules in an order may hold together: a second's work.
const MOST_VISITS: usize = 100_000_000;

impl SegmentTable {
    /// A table over scores 1..=`bins` of recency, frequency and monetary value.
    ///
    /// # Errors
    /// `OutOfRange` for no bins, more than a million cells, or a box outside the
    /// scores (the row is the index of the segment); `Duplicate` for a cell in two
    /// segments, naming both; `Missing` for a cell in none.
    pub fn new(bins: [u32; 3], segments: impl Into<Vec<Segment>>) -> Result<Self> {
        let segments = segments.into();
        let grid = Grid::new(bins, &segments)?;
        let mut found: Vec<Option<u16>> = vec![None; grid.len()];
        for (index, segment) in segments.iter().enumerate() {
            for block in segment.boxes.iter().flat_map(|sides| grid.blocks(sides)) {
                if let Some(other) = found[block].replace(index as u16) {
                    let other = &segments[usize::from(other)].name;
                    let [r, f, m] = grid.corner(block);
                    return Err(Error::new(
                        ErrorKind::Duplicate,
                        format!("is in the segment {other} already"),
                    )
                    .in_column(&segment.name)
                    .with_value(format!("cell {r}-{f}-{m}"))
                    .at_row(index as u64));
                }
            }
        }
        let free = || (0..found.len()).filter(|&block| found[block].is_none());
        if let Some(first) = free().next() {
            let cells = |block: usize| {
                let ends = grid.corner(block).into_iter().zip(grid.far_corner(block));
                ends.map(|(low, high)| u64::from(high - low + 1)).product::<u64>()
            };
            let (missing, [r, f, m]) = (free().map(cells).sum::<u64>(), grid.corner(first));
            return Err(Error::new(
                ErrorKind::Missing,
                format!("is in no segment ({missing} cells are in none)"),
            )
            .in_column("segments")
            .with_value(format!("cell {r}-{f}-{m}")));
        }
        Ok(Self { segments, grid, of_block: found.into_iter().flatten().collect() })
    }

    /// A table from rules in an order of which the first that matches counts, as
    /// most published tables are meant: boxes may overlap, and what no rule matches
    /// is one more segment, the last, with the names of `rest`. The result is as whole
    /// as that of [`SegmentTable::new`]; a segment whose cells all belong to earlier
    /// ones has no box left.
    ///
    /// ```
    /// use habitue::value::{Segment, SegmentTable};
    ///
    /// let rules = [
    ///     Segment::new("best", "最佳", 4..=5, 4..=5, 1..=5),
    ///     Segment::new("recent", "近期", 4..=5, 1..=5, 1..=5), // the best are recent, too
    /// ];
    /// let table = SegmentTable::first_match([5; 3], rules, "others", "其他")?;
    /// assert_eq!(table.segment(5, 5, 1)?.name, "best");
    /// assert_eq!(table.segment(5, 3, 1)?.name, "recent");
    /// assert_eq!(table.segment(1, 5, 5)?.name_zh, "其他");
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// # Errors
    /// `OutOfRange` as [`SegmentTable::new`], and for boxes that hold more than 100 million cells
    /// together, one counted for each box that it is in.
    pub fn first_match(
        bins: [u32; 3],
        rules: impl Into<Vec<Segment>>,
        rest: impl Into<String>,
        rest_zh: impl Into<String>,
    ) -> Result<Self> {
        let mut segments = rules.into();
        segments.push(Segment { name: rest.into(), name_zh: rest_zh.into(), boxes: Vec::new() });
        let grid = Grid::new(bins, &segments)?;
        let last = (segments.len() - 1) as u16;
        let mut of_block = vec![last; grid.len()];
        let mut visits = 0_usize;
        for (index, segment) in segments.iter().enumerate() {
            for block in segment.boxes.iter().flat_map(|sides| grid.blocks(sides)) {
                visits += 1;
                if visits > MOST_VISITS {
                    let allowed = format!("{MOST_VISITS} cells of all boxes together");
                    return Err(
                        Error::out_of_range("boxes", visits as f64, allowed).at_row(index as u64)
                    );
                }
                // Of two rules the first counts; the last segment has no box.
                of_block[block] = of_block[block].min(index as u16);
            }
        }
        // What is left of each rule: runs of blocks along the monetary scores.
        segments.iter_mut().for_each(|segment| segment.boxes.clear());
        let (mut first, line) = (0, grid.starts[2].len());
        for run in of_block.chunks(line).flat_map(|line| line.chunk_by(|a, b| a == b)) {
            let ends = (grid.corner(first), grid.far_corner(first + run.len() - 1));
            let sides = [0, 1, 2].map(|side| ends.0[side]..=ends.1[side]);
            segments[usize::from(run[0])].boxes.push(sides);
            first += run.len();
        }
        Ok(Self { segments, grid, of_block })
    }

    /// Ten segments of recency and frequency quintiles, whatever the monetary
    /// score: the grid that practitioners' tutorials share, made whole.
    #[must_use]
    pub fn recency_frequency() -> Self {
        let cell = |name, zh, recency, frequency| Segment::new(name, zh, recency, frequency, 1..=5);
        Self::preset(
            [5; 3],
            vec![
                cell("champions", "冠军客户", 5..=5, 4..=5),
                cell("loyal", "忠诚客户", 3..=4, 4..=5),
                cell("potential loyalists", "准忠诚客户", 4..=5, 2..=3),
                cell("new", "新客户", 5..=5, 1..=1),
                cell("promising", "有潜力的客户", 4..=4, 1..=1),
                cell("needing attention", "需关注客户", 3..=3, 3..=3),
                cell("about to sleep", "即将休眠的客户", 3..=3, 1..=2),
                cell("at risk", "有流失风险的客户", 1..=2, 3..=4),
                cell("not to be lost", "不容流失的客户", 1..=2, 5..=5),
                cell("hibernating", "休眠客户", 1..=2, 1..=2),
            ],
        )
    }

    /// The eight segments of the Chinese texts: each score is high or low, where
    /// `high_from` is the lowest high score of 1..=`bins` (4 of 5 is above the
    /// middle).
    ///
    /// # Errors
    /// `OutOfRange` unless 2 ≤ `high_from` ≤ `bins` and `bins` ≤ 100.
    pub fn eight(bins: u32, high_from: u32) -> Result<Self> {
        if !(2..=100).contains(&bins) {
            return Err(Error::out_of_range("bins", f64::from(bins), "2 to 100"));
        }
        if !(2..=bins).contains(&high_from) {
            return Err(Error::out_of_range(
                "high_from",
                f64::from(high_from),
                format!("2 to {bins}"),
            ));
        }
        let side = |high: bool| if high { high_from..=bins } else { 1..=high_from - 1 };
        let cell = |name, zh, r, f, m| Segment::new(name, zh, side(r), side(f), side(m));
        Ok(Self::preset(
            [bins; 3],
            vec![
                cell("important to value", "重要价值客户", true, true, true),
                cell("important to develop", "重要发展客户", true, false, true),
                cell("important to keep", "重要保持客户", false, true, true),
                cell("important to win back", "重要挽留客户", false, false, true),
                cell("ordinary of value", "一般价值客户", true, true, false),
                cell("ordinary to develop", "一般发展客户", true, false, false),
                cell("ordinary to keep", "一般保持客户", false, true, false),
                cell("ordinary to win back", "一般挽留客户", false, false, false),
            ],
        ))
    }

    /// A table of the house, which a test proves whole.
    fn preset(bins: [u32; 3], segments: Vec<Segment>) -> Self {
        let grid = Grid { starts: [vec![1], vec![1], vec![1]], bins };
        Self::new(bins, segments).unwrap_or(Self { segments: Vec::new(), grid, of_block: vec![0] })
    }

    /// Names a segment, counted from 0, in English and Chinese.
    ///
    /// # Errors
    /// `OutOfRange` where there is no such segment.
    pub fn rename(&mut self, segment: usize, [name, name_zh]: [&str; 2]) -> Result<()> {
        let allowed = format!("below {}", self.segments.len());
        let found = self.segments.get_mut(segment);
        let found = found.ok_or_else(|| Error::out_of_range("segment", segment as f64, allowed))?;
        (found.name, found.name_zh) = (name.to_owned(), name_zh.to_owned());
        Ok(())
    }

    /// The segments in the order of their numbers.
    #[must_use]
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The number of recency, frequency and monetary scores.
    #[must_use]
    pub fn bins(&self) -> [u32; 3] {
        self.grid.bins
    }

    /// The segment of three scores.
    ///
    /// # Errors
    /// `OutOfRange` for a score that the table does not have.
    pub fn segment(&self, recency: i32, frequency: i32, monetary: i32) -> Result<&Segment> {
        self.index([recency, frequency, monetary]).map(|index| &self.segments[index])
    }

    /// The segment of each customer; see [`SegmentTable::assign_into`].
    ///
    /// # Errors
    /// As [`SegmentTable::assign_into`].
    pub fn assign(&self, recency: &[i32], frequency: &[i32], monetary: &[i32]) -> Result<Segments> {
        let mut segment = vec![0; recency.len()];
        let customers = self.assign_into(recency, frequency, monetary, &mut segment)?;
        Ok(Segments { segment, customers })
    }

    /// Writes the number of each customer's segment, counted from 1, and returns
    /// how many customers each segment has.
    ///
    /// # Errors
    /// `Length`; `OutOfRange` for a score that the table does not have, naming
    /// the row. Nothing is written then.
    pub fn assign_into(
        &self,
        recency: &[i32],
        frequency: &[i32],
        monetary: &[i32],
        out: &mut [i32],
    ) -> Result<Vec<u64>> {
        for (name, length) in
            [("frequency", frequency.len()), ("monetary", monetary.len()), ("out", out.len())]
        {
            if length != recency.len() {
                return Err(Error::length(name, length, recency.len()));
            }
        }
        let scores = |row: usize| [recency[row], frequency[row], monetary[row]];
        let mut customers = vec![0; self.segments.len()];
        for row in 0..recency.len() {
            customers[self.index(scores(row)).map_err(|error| error.at_row(row as u64))?] += 1;
        }
        for (row, slot) in out.iter_mut().enumerate() {
            *slot = self.index(scores(row))? as i32 + 1;
        }
        Ok(customers)
    }

    fn index(&self, scores: [i32; 3]) -> Result<usize> {
        let mut cell = [0; 3];
        for (((slot, score), bins), name) in cell.iter_mut().zip(scores).zip(self.grid.bins).zip([
            "recency",
            "frequency",
            "monetary",
        ]) {
            *slot = match u32::try_from(score) {
                Ok(score) if (1..=bins).contains(&score) => score,
                _ => {
                    return Err(Error::out_of_range(
                        name,
                        f64::from(score),
                        format!("1 to {bins}"),
                    ));
                }
            };
        }
        Ok(usize::from(self.of_block[self.grid.block(self.grid.place(cell))]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Independent of the constructor: counts the boxes that hold each cell.
    fn assert_covers_each_cell_once(table: &SegmentTable) {
        let [r_bins, f_bins, m_bins] = table.bins();
        for r in 1..=r_bins {
            for f in 1..=f_bins {
                for m in 1..=m_bins {
                    let holding: Vec<&str> = table
                        .segments()
                        .iter()
                        .flat_map(|segment| segment.boxes.iter().map(move |sides| (segment, sides)))
                        .filter(|(_, [rs, fs, ms])| {
                            rs.contains(&r) && fs.contains(&f) && ms.contains(&m)
                        })
                        .map(|(segment, _)| segment.name.as_str())
                        .collect();
                    assert_eq!(holding.len(), 1, "cell {r}-{f}-{m} is in {holding:?}");
                    let found = table.segment(r as i32, f as i32, m as i32).unwrap();
                    assert_eq!(found.name, holding[0]);
                }
            }
        }
    }

    #[test]
    fn the_tables_of_the_house_cover_their_cells_once() {
        let table = SegmentTable::recency_frequency();
        assert_eq!(table.segments().len(), 10);
        assert_covers_each_cell_once(&table);
        for bins in 2..=6 {
            for high_from in 2..=bins {
                let table = SegmentTable::eight(bins, high_from).unwrap();
                assert_eq!(table.segments().len(), 8);
                assert_covers_each_cell_once(&table);
            }
        }
    }

    #[test]
    fn what_is_left_of_ordered_rules_is_a_partition() {
        let rules = [
            Segment::new("best", "最佳", 4..=5, 4..=5, 2..=5),
            Segment::new("shadowed", "被遮", 5..=5, 5..=5, 3..=3),
            Segment::new("recent", "近期", 4..=5, 1..=5, 1..=5),
            Segment::new("corners", "角落", 1..=1, 1..=1, 1..=1).or(1..=5, 5..=5, 1..=5),
        ];
        let table = SegmentTable::first_match([5; 3], rules.clone(), "rest", "其他").unwrap();
        assert_covers_each_cell_once(&table);
        // The strict constructor takes what is left of the boxes as it is.
        let whole = SegmentTable::new([5; 3], table.segments()).unwrap();
        assert_eq!(whole.segments(), table.segments());
        assert_covers_each_cell_once(&whole);
        assert!(table.segments()[1].boxes.is_empty());
        for (r, f, m) in (0..125).map(|cell| (cell / 25 + 1, cell / 5 % 5 + 1, cell % 5 + 1)) {
            let holds = |rule: &&Segment| {
                rule.boxes.iter().any(|[recency, frequency, monetary]| {
                    recency.contains(&r) && frequency.contains(&f) && monetary.contains(&m)
                })
            };
            let expected = rules.iter().find(holds).map_or("rest", |rule| rule.name.as_str());
            assert_eq!(table.segment(r as i32, f as i32, m as i32).unwrap().name, expected);
        }
        let beyond = Segment::new("beyond", "外", 1..=6, 1..=5, 1..=5);
        assert!(SegmentTable::first_match([5; 3], [beyond], "rest", "其他").is_err());
        let nothing = SegmentTable::first_match([2, 3, 4], [], "rest", "其他").unwrap();
        assert_eq!(nothing.segment(2, 3, 4).unwrap().name, "rest");
    }

    /// A million cells are as little work as the boxes are many, and boxes that hold them over and
    /// over are refused.
    #[test]
    fn many_scores_take_no_more_room_than_the_boxes() {
        let rules = [Segment::new("some", "一些", 7..=900, 3..=3, 1..=1)];
        let table = SegmentTable::first_match([1000, 1000, 1], rules, "rest", "其他").unwrap();
        assert_eq!(table.of_block.len(), 9);
        assert_eq!(table.segments().iter().map(|it| it.boxes.len()).sum::<usize>(), 9);
        assert_eq!(table.segment(900, 3, 1).unwrap().name, "some");
        assert_eq!(table.segment(901, 3, 1).unwrap().name, "rest");
        let gap = SegmentTable::new([1000, 1000, 1], table.segments()[..1].to_vec()).unwrap_err();
        assert_eq!((gap.kind(), gap.value()), (ErrorKind::Missing, Some("cell 1-1-1")));
        assert!(gap.to_string().contains("999106 cells"));

        let single = |i: u32| [i..=i, i..=i, i..=i];
        let everything = [1..=100, 1..=100, 1..=100];
        let mut fine = Segment::new("fine", "细", 1..=1, 1..=1, 1..=1);
        fine.boxes.extend((2..=100).map(single));
        fine.boxes.extend(std::iter::repeat_n(everything, 101));
        let error = SegmentTable::first_match([100; 3], [fine], "rest", "其他").unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::OutOfRange, Some(0)));
    }

    #[test]
    fn a_table_with_a_gap_or_an_overlap_is_refused() {
        let all = Segment::new("all", "全部", 1..=5, 1..=5, 1..=4);
        let error = SegmentTable::new([5; 3], [all.clone()]).unwrap_err();
        assert_eq!((error.kind(), error.value()), (ErrorKind::Missing, Some("cell 1-1-5")));
        let rest = Segment::new("rest", "其余", 1..=5, 1..=5, 4..=5);
        let error = SegmentTable::new([5; 3], [all.clone(), rest]).unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::Duplicate, Some(1)));
        let outside = Segment::new("outside", "外", 1..=6, 1..=5, 5..=5);
        let error = SegmentTable::new([5; 3], [all.clone(), outside]).unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::OutOfRange, Some(1)));
        assert!(SegmentTable::new([0, 5, 5], []).is_err());
        assert!(SegmentTable::new([u32::MAX; 3], []).is_err());
        let united = all.or(1..=5, 1..=5, 5..=5);
        assert!(SegmentTable::new([5; 3], [united]).is_ok());
        assert!(SegmentTable::eight(5, 1).is_err() && SegmentTable::eight(1, 1).is_err());
    }

    #[test]
    fn counts_are_of_the_rows_and_bad_scores_are_named() {
        let table = SegmentTable::eight(5, 4).unwrap();
        let segments = table.assign(&[5, 1, 5], &[4, 1, 5], &[5, 3, 4]).unwrap();
        assert_eq!(segments.segment, [1, 8, 1]);
        assert_eq!(segments.customers, [2, 0, 0, 0, 0, 0, 0, 1]);
        let error = table.assign(&[5, 0], &[4, 1], &[5, 3]).unwrap_err();
        assert_eq!((error.row(), error.column()), (Some(1), Some("recency")));
        assert!(table.assign(&[5], &[6], &[1]).is_err());
        assert!(table.assign(&[5], &[], &[1]).is_err());
    }
}
