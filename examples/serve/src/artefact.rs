//! What the base is scored by: one scorer, of which unit, convention, window and currency are.

use std::path::Path;

use habitue::ledger::Rules;
use habitue::summary::{Live, Summary};
use habitue::value::Scorer;

use crate::error::{Error, Result};

/// Reads the file of a scorer.
///
/// # Errors
/// [`Error::File`]; [`Error::Unsound`].
pub fn open(path: &Path) -> Result<Scorer> {
    let bytes = std::fs::read(path).map_err(Error::file(path))?;
    Scorer::from_bytes(&bytes).map_err(|source| Error::Unsound { path: path.to_owned(), source })
}

/// A base without customers, which counts in what the scorer states.
///
/// # Errors
/// [`Error::Unstated`]; what the library says of the window and the convention.
pub fn begin(scorer: &Scorer) -> Result<Live> {
    let window = scorer.window().ok_or(Error::Unstated("window"))?;
    let convention = scorer.convention().ok_or(Error::Unstated("convention"))?;
    let currency = scorer.currency().ok_or(Error::Unstated("currency"))?;
    Ok(Summary::new(Rules::money(currency)).live(window, convention)?)
}

#[cfg(test)]
mod tests {
    use habitue::lifetime::{BgNbd, Valuation};

    use super::*;
    use crate::place::Place;
    use crate::sample;

    #[test]
    fn a_file_is_the_scorer_that_was_written_or_refused_by_name() {
        let place = Place::new();
        let path = place.path().join("artefact");
        let scorer = sample::scorer().unwrap();
        let mut bytes = scorer.to_bytes();
        std::fs::write(&path, &bytes).unwrap();
        let read = open(&path).unwrap();
        assert_eq!(read.to_bytes(), bytes);
        assert_eq!(begin(&read).unwrap().window(), scorer.window().unwrap());
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        std::fs::write(&path, &bytes).unwrap();
        let told = open(&path).unwrap_err().to_string();
        assert!(told.starts_with(&path.display().to_string()), "{told}");
    }

    #[test]
    fn what_a_scorer_does_not_state_is_named() {
        let model = BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap();
        let scorer = Scorer::new(model, 39.0, Valuation::new(52.0).unwrap()).unwrap();
        let told = begin(&scorer).unwrap_err().to_string();
        assert!(told.contains("states no window"), "{told}");
    }
}
