//! Damaged JSON of every type that is read back: refused, or a value that survives
//! another round and whose methods answer like those of any other.

use serde_json::Value;

use super::harness::{Case, run};
use super::mutator::Random;
use crate::stored::entry::Entry;
use crate::stored::{found, registry, samples};

#[test]
fn values_from_any_json_are_read_or_refused() {
    let types = found::all();
    let entries: Vec<(Entry, Value)> = registry::all()
        .into_iter()
        .map(|entry| {
            let sample = entry.sample.clone().unwrap_or_else(|| samples::of(&types, &entry.name));
            (entry, sample)
        })
        .collect();
    run("json", 20_000, |random, case| {
        let (entry, sample) = &entries[random.below(entries.len())];
        tried(entry, sample, random, case);
    });
}

/// Reads a damaged sample again, and asks it something where it is accepted.
fn tried(entry: &Entry, sample: &Value, random: &mut Random, case: &mut Case) {
    let mut tree = sample.clone();
    let whole = random.happens(0.8);
    if whole {
        (0..=random.below(2)).for_each(|_| damage(&mut tree, random));
    }
    let mut text = serde_json::to_vec(&tree).unwrap();
    if !whole {
        random.mutate(&mut text, &[b"null", b"[]", b"-", b"1e999", b"\"", b"{}", b"NaN"]);
    }
    let told = format!("{} from {}", entry.name, String::from_utf8_lossy(&text));
    let Some(read) = case.call(&told, text.len(), || (entry.read)(&text)) else { return };
    if whole {
        // What its constructor refuses is not read. The constructor is told of numbers alone,
        // and reading may refuse a text that it never sees.
        let tree: Value = serde_json::from_slice(&text).unwrap();
        let made = case.call(&told, text.len(), || (entry.constructs)(&tree)).flatten();
        let sound = made != Some(false) || read.is_err();
        case.see(sound, || format!("{told}: read, but not constructed"));
    }
    let Ok(search) = read else { return };
    // A prediction can be ended by a listener.
    let faults = if entry.name.starts_with("lifetime::") {
        case.long(&told, 1 << 16, search)
    } else {
        case.call(&told, 1 << 16, search)
    };
    faults.unwrap_or_default().iter().for_each(|fault| case.complain(format!("{told}: {fault}")));
}

/// Changes one place of a tree: a number, a text, a list or a field.
fn damage(tree: &mut Value, random: &mut Random) {
    let inside = random.happens(0.85);
    match tree {
        Value::Array(items) if inside && !items.is_empty() => {
            let at = random.below(items.len());
            return damage(&mut items[at], random);
        }
        Value::Object(fields) if inside && !fields.is_empty() => {
            let at = random.below(fields.len());
            if let Some((_, field)) = fields.iter_mut().nth(at) {
                return damage(field, random);
            }
        }
        Value::Array(items) if random.happens(0.7) => {
            if random.happens(0.5) {
                items.pop();
            } else if let Some(last) = items.last().cloned() {
                items.push(last);
            }
            return;
        }
        Value::Object(fields) if random.happens(0.5) => {
            let name = fields.keys().next().cloned();
            name.map(|name| fields.remove(&name));
            return;
        }
        _ => {}
    }
    *tree = match random.below(6) {
        0 => Value::Null,
        1 => Value::from(random.count()),
        2 => Value::from(-(random.count() as i64 >> 1)),
        3 => Value::from(random.pick(&["", "EUR", "week", "9999-12-31", "\u{0}", "NaN"])),
        _ => serde_json::Number::from_f64(random.number()).map_or(Value::Null, Value::Number),
    };
}
