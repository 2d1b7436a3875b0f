//! The function from facts to classes, for one customer and for columns.

use super::{Class, ClassCounts, Classified, FactColumns, Facts};
use crate::error::{Error, Result};

/// A total function from facts to a class with reasons.
///
/// A scheme implements [`decide`](Self::decide); the rest follows. Thresholds
/// are fields of the implementing type.
pub trait Scheme {
    /// The classes.
    type Class: Class;
    /// The facts of one customer.
    type Facts: Facts;
    /// The same facts in columns.
    type Columns<'a>: FactColumns<Facts = Self::Facts>;

    /// The class of a customer whose facts have been checked. Facts out of
    /// range do not panic, but their class means nothing.
    fn decide(&self, facts: &Self::Facts) -> Classified<Self::Class>;

    /// The class of one customer.
    ///
    /// # Errors
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) or
    /// [`NotFinite`](crate::ErrorKind::NotFinite) for a fact outside its range,
    /// by name. A fact that is not known is no error.
    fn classify(&self, facts: &Self::Facts) -> Result<Classified<Self::Class>> {
        facts.check()?;
        Ok(self.decide(facts))
    }

    /// The classes of a column of customers, written into `out`. Everything is
    /// checked before the first write; nothing is allocated.
    ///
    /// # Errors
    /// [`Length`](crate::ErrorKind::Length) for a column of another length;
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) or
    /// [`NotFinite`](crate::ErrorKind::NotFinite) for the first cell outside its
    /// range, with its row and column.
    fn classify_into(
        &self,
        columns: &Self::Columns<'_>,
        out: ClassColumns<'_>,
    ) -> Result<ClassCounts<Self::Class>> {
        columns.check()?;
        let rows = columns.rows();
        out.check(rows)?;
        let ClassColumns { codes, reasons, boundary } = out;
        let mut counts = ClassCounts::new();
        match (reasons, boundary) {
            (Some(reasons), Some(boundary)) => {
                for (row, ((code, reason), edge)) in
                    codes.iter_mut().zip(reasons).zip(boundary).enumerate()
                {
                    let classified = self.decide(&columns.facts(row));
                    counts.add(&classified);
                    *code = classified.code();
                    *reason = classified.reasons().bits();
                    *edge = u8::from(classified.on_boundary());
                }
            }
            (mut reasons, mut boundary) => {
                for (row, code) in codes.iter_mut().enumerate() {
                    let classified = self.decide(&columns.facts(row));
                    counts.add(&classified);
                    *code = classified.code();
                    if let Some(reasons) = &mut reasons {
                        reasons[row] = classified.reasons().bits();
                    }
                    if let Some(boundary) = &mut boundary {
                        boundary[row] = u8::from(classified.on_boundary());
                    }
                }
            }
        }
        Ok(counts)
    }

    /// The classes of a column of customers, in columns of their own.
    ///
    /// # Errors
    /// As for [`classify_into`](Self::classify_into).
    fn classify_all(&self, columns: &Self::Columns<'_>) -> Result<ClassTable<Self::Class>> {
        let rows = columns.rows();
        let (mut codes, mut reasons, mut boundary) = (vec![0; rows], vec![0; rows], vec![0; rows]);
        let out = ClassColumns::new(&mut codes).reasons(&mut reasons).boundary(&mut boundary);
        let counts = self.classify_into(columns, out)?;
        Ok(ClassTable { codes, reasons, boundary, counts })
    }
}

/// Where [`Scheme::classify_into`] writes: the codes, and the reasons and the
/// boundary flags where they are wanted.
#[derive(Debug)]
#[non_exhaustive]
pub struct ClassColumns<'a> {
    /// The code of each customer's class, 0 = unknown.
    pub codes: &'a mut [i32],
    /// The bits of each customer's reasons.
    pub reasons: Option<&'a mut [u32]>,
    /// 1 where a fact stands exactly on a cut, else 0.
    pub boundary: Option<&'a mut [u8]>,
}

impl<'a> ClassColumns<'a> {
    /// Only the codes (0 = unknown).
    #[must_use]
    pub fn new(codes: &'a mut [i32]) -> Self {
        Self { codes, reasons: None, boundary: None }
    }

    /// The bits of the reasons, too.
    #[must_use]
    pub fn reasons(mut self, reasons: &'a mut [u32]) -> Self {
        self.reasons = Some(reasons);
        self
    }

    /// The boundary flags (0 or 1), too.
    #[must_use]
    pub fn boundary(mut self, boundary: &'a mut [u8]) -> Self {
        self.boundary = Some(boundary);
        self
    }

    fn check(&self, rows: usize) -> Result<()> {
        let lengths = [
            ("codes", Some(self.codes.len())),
            ("reasons", self.reasons.as_ref().map(|column| column.len())),
            ("boundary", self.boundary.as_ref().map(|column| column.len())),
        ];
        for (name, length) in lengths {
            if let Some(length) = length.filter(|length| *length != rows) {
                return Err(Error::length(name, length, rows));
            }
        }
        Ok(())
    }
}

/// The classes of a column of customers, with the counts.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ClassTable<C> {
    /// The code of each customer's class, 0 = unknown.
    pub codes: Vec<i32>,
    /// The bits of each customer's reasons.
    pub reasons: Vec<u32>,
    /// 1 where a fact stands exactly on a cut, else 0.
    pub boundary: Vec<u8>,
    /// How many there are of each.
    pub counts: ClassCounts<C>,
}
