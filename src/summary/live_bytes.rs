//! What a live summary is kept as, and what it gives to the night.

use std::borrow::Cow;

use super::entry::Entry;
use super::kept::Kept;
use super::late_refunds::{self, Of};
use super::plan::Plan;
use super::state::Names;
use super::store::Store;
use super::{Convention, Live, Summary, Table};
use crate::bytes::form::Form;
use crate::bytes::reader::Reader;
use crate::bytes::writer::Writer;
use crate::error::Result;
use crate::time::Window;

impl Live {
    /// The summary of everything: what [`Summary::live`] opened, and what was taken in since. Of a
    /// customer who was forgotten nothing is in it.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`](crate::ErrorKind::Overflow) where a sum does not fit.
    pub fn to_summary(&self) -> Result<Summary> {
        let keeps_margins = self.rules().costs().is_some();
        let (mut entries, mut margins) = (Vec::new(), Vec::new());
        for (key, diary) in self.customers.iter() {
            for deed in self.diaries.deeds(diary) {
                entries.push(Entry { key, net: deed.net, tick: deed.tick, count: deed.count });
            }
            if keeps_margins {
                let of = |(deed, left): (&super::diary::Deed, &i64)| Entry {
                    key,
                    net: *left,
                    tick: deed.tick,
                    count: deed.count,
                };
                let left = self.diaries.margins(diary);
                margins.extend(self.diaries.deeds(diary).iter().zip(left).map(of));
            }
        }
        let matched = |store: Store, of: Of| -> Result<Store> {
            let store = Cow::Owned(store);
            Ok(late_refunds::as_matched(store, &self.late, &self.plan, of, 1)?.into_owned())
        };
        let details = self.details.values().copied().collect();
        let amounts = Store::from_entries(&entries, 1)?.with_details(details)?;
        let mut summary = Summary::new(*self.rules());
        summary.amounts.replace(matched(amounts, Of::Amounts)?);
        if keeps_margins {
            let settled = matched(Store::from_entries(&margins, 1)?, Of::Margins)?;
            summary.margins = Some(Kept { settled, ..Kept::default() });
        }
        summary.names = match &self.names {
            Some(names) => Names::Text(names.clone()),
            None if self.is_empty() => Names::Undecided,
            None => Names::Integer,
        };
        summary.late.clone_from(&self.late);
        summary.refund_rows = self.refund_rows;
        summary.assumed_rows = self.assumed_rows;
        summary.rejected_rows = self.rejected_rows;
        Ok(summary)
    }

    /// The table of all customers for the window and convention of this, as
    /// [`Summary::table`] of all transactions would have it.
    ///
    /// # Errors
    /// As there.
    pub fn table(&self) -> Result<Table> {
        self.to_summary()?.table(&self.window, self.convention())
    }

    /// Looks at another window from now on: the calibration's end moves on with the days. Costs
    /// nothing, unless refunds of earlier purchases are known at the one end and not at the other.
    ///
    /// # Errors
    /// [`ErrorKind::Argument`](crate::ErrorKind::Argument) where it ends within what the summary
    /// keeps; [`ErrorKind::Overflow`](crate::ErrorKind::Overflow) where a sum does not fit.
    pub fn set_window(&mut self, window: &Window) -> Result<()> {
        let plan = Plan::new(window, self.convention(), self.rules())?;
        let moves = |late: &late_refunds::LateRefund| {
            let (stands, came) = (late.stands, late.came);
            self.plan.came_late(stands, came) != plan.came_late(stands, came)
        };
        if self.late.iter().any(moves) {
            let opened = self.to_summary()?.live(window, self.convention())?;
            let numbers = std::mem::take(&mut self.numbers);
            *self = Self { sequence: self.sequence, numbers, ..opened };
            return Ok(());
        }
        (self.plan, self.window) = (plan, *window);
        Ok(())
    }

    /// All of it as bytes, the same on every machine: what [`Summary::to_bytes`] writes of
    /// [`Live::to_summary`], and the window, the convention, [`Live::sequence`] and the numbers that
    /// [`Live::is_new`] remembers; with a format version and a checksum.
    ///
    /// # Errors
    /// As there.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let mut bytes = Writer::new(&Form::LIVE);
        self.window.encode(&mut bytes);
        self.convention().encode(&mut bytes);
        bytes.put(self.sequence);
        bytes.put(self.numbers.most() as u64);
        bytes.column(&self.numbers.in_order());
        self.to_summary()?.encode(&mut bytes)?;
        Ok(bytes.seal())
    }

    /// What [`Live::to_bytes`] wrote, kept open again: every row, every later answer and
    /// [`Live::sequence`] are as if it had never been closed.
    ///
    /// # Errors
    /// * [`ErrorKind::Corrupt`](crate::ErrorKind::Corrupt): the bytes are cut, damaged, or not of a
    ///   live summary.
    /// * [`ErrorKind::FormatVersion`](crate::ErrorKind::FormatVersion): a newer library wrote them.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let mut bytes = Reader::open(&Form::LIVE, bytes)?;
        let window = Window::decode(&mut bytes)?;
        let convention = Convention::decode(&mut bytes)?;
        let sequence = bytes.get()?;
        let most = usize::try_from(bytes.get::<u64>()?).unwrap_or(usize::MAX);
        let numbers: Vec<i64> = bytes.column()?;
        let summary = Summary::decode(&mut bytes)?;
        bytes.end()?;
        let mut live = summary.live(&window, &convention).map_err(|error| bytes.invalid(error))?;
        live.sequence = sequence;
        live.numbers.remember(most);
        if numbers.len() > most || !numbers.into_iter().all(|number| live.numbers.is_new(number)) {
            return Err(bytes.invalid("remembers a number twice, or more than it may"));
        }
        Ok(live)
    }
}
