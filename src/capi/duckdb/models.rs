//! Models by their bytes, each read once.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::error::Result;
use crate::lifetime::Model;

/// Models that are kept: more than a query joins, and a few megabytes.
const KEPT: usize = 1000;

/// The model of `bytes`, which a chunk of rows holds and so do the next ones.
pub(super) fn model_of(bytes: &[u8]) -> Result<Arc<Model>> {
    static KNOWN: Mutex<BTreeMap<Box<[u8]>, Arc<Model>>> = Mutex::new(BTreeMap::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(model) = known.get(bytes) {
        return Ok(Arc::clone(model));
    }
    let model = Arc::new(Model::from_bytes(bytes)?);
    if known.len() == KEPT {
        known.clear();
    }
    known.insert(bytes.into(), Arc::clone(&model));
    Ok(model)
}
