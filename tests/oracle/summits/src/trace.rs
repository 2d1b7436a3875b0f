//! One fit, climb by climb.

use std::cell::Cell;
use std::ops::ControlFlow;

use habitue::lifetime::{Customers, FitOptions, FitProgress, Model};

use crate::draw::Base;
use crate::kinds::Kind;

/// Prints where each climb of the fit of a base ended, and the report.
pub(crate) fn trace(number: u32, kind: Kind) -> habitue::Result<()> {
    let base = Base::draw(number)?;
    let last: Cell<Option<FitProgress>> = Cell::new(None);
    let watch = |at: FitProgress| {
        if let Some(before) = last.replace(Some(at)).filter(|before| before.start != at.start) {
            print(before);
        }
        ControlFlow::Continue(())
    };
    let options = FitOptions::default().with_progress(&watch);
    let fitted = Model::fit(kind.number(), &Customers::of(base.histories()?), &options)?;
    if let Some(end) = last.get() {
        print(end);
    }
    println!("{:?}\n{:#?}", fitted.base(), fitted.report());
    Ok(())
}

fn print(at: FitProgress) {
    let FitProgress { start, iteration, log_likelihood, gradient_norm, .. } = at;
    println!("start {start} until {iteration}: {log_likelihood:.6}, slope {gradient_norm:.1e}");
}
