//! Streams of Arrow made by hand, which count what was released.

use std::ffi::{CString, c_char, c_int, c_void};
use std::ptr::{null, null_mut};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering::SeqCst};

// The structures of the specification, written out once more.
#[repr(C)]
pub(super) struct Schema {
    pub(super) format: *const c_char,
    pub(super) name: *const c_char,
    pub(super) metadata: *const c_char,
    pub(super) flags: i64,
    pub(super) n_children: i64,
    pub(super) children: *mut *mut Schema,
    pub(super) dictionary: *mut Schema,
    pub(super) release: Option<unsafe extern "C" fn(*mut Schema)>,
    pub(super) private_data: *mut c_void,
}

#[repr(C)]
pub(super) struct Array {
    pub(super) length: i64,
    pub(super) null_count: i64,
    pub(super) offset: i64,
    pub(super) n_buffers: i64,
    pub(super) n_children: i64,
    pub(super) buffers: *mut *const c_void,
    pub(super) children: *mut *mut Array,
    pub(super) dictionary: *mut Array,
    pub(super) release: Option<unsafe extern "C" fn(*mut Array)>,
    pub(super) private_data: *mut c_void,
}

#[repr(C)]
pub(super) struct Stream {
    pub(super) get_schema: Option<unsafe extern "C" fn(*mut Stream, *mut Schema) -> c_int>,
    pub(super) get_next: Option<unsafe extern "C" fn(*mut Stream, *mut Array) -> c_int>,
    pub(super) get_last_error: Option<unsafe extern "C" fn(*mut Stream) -> *const c_char>,
    pub(super) release: Option<unsafe extern "C" fn(*mut Stream)>,
    pub(super) private_data: *mut c_void,
}

/// What was made and not yet released; below 0 where something was released twice.
#[derive(Default)]
pub(super) struct Alive {
    pub(super) schemas: AtomicI64,
    pub(super) arrays: AtomicI64,
    pub(super) streams: AtomicI64,
}

/// A column to hand out.
#[derive(Clone)]
pub(super) struct Given {
    pub(super) name: &'static str,
    pub(super) format: &'static str,
    pub(super) rows: i64,
    pub(super) offset: i64,
    pub(super) nulls: i64,
    pub(super) buffers: Vec<Option<Vec<u8>>>,
    pub(super) dictionary: Option<Box<Given>>,
}

impl Given {
    pub(super) fn new(
        name: &'static str,
        format: &'static str,
        rows: usize,
        values: Vec<Vec<u8>>,
    ) -> Self {
        let buffers = [None].into_iter().chain(values.into_iter().map(Some)).collect();
        Self { name, format, rows: rows as i64, offset: 0, nulls: 0, buffers, dictionary: None }
    }

    pub(super) fn null_at(mut self, row: usize) -> Self {
        let mut bits = vec![0xff; 8];
        bits[row / 8] &= !(1 << (row % 8));
        (self.buffers[0], self.nulls) = (Some(bits), -1);
        self
    }
}

pub(super) fn le<const N: usize>(cells: impl IntoIterator<Item = [u8; N]>) -> Vec<u8> {
    cells.into_iter().flatten().collect()
}

pub(super) fn i64s(name: &'static str, format: &'static str, cells: &[i64]) -> Given {
    Given::new(name, format, cells.len(), vec![le(cells.iter().map(|cell| cell.to_le_bytes()))])
}

pub(super) fn f64s(name: &'static str, cells: &[f64]) -> Given {
    Given::new(name, "g", cells.len(), vec![le(cells.iter().map(|cell| cell.to_le_bytes()))])
}

pub(super) fn i32s(name: &'static str, format: &'static str, cells: &[i32]) -> Given {
    Given::new(name, format, cells.len(), vec![le(cells.iter().map(|cell| cell.to_le_bytes()))])
}

pub(super) fn utf8(name: &'static str, format: &'static str, texts: &[&str]) -> Given {
    let mut ends = vec![0_i64];
    texts.iter().for_each(|text| ends.push(ends.last().unwrap() + text.len() as i64));
    let offsets = match format {
        "U" | "Z" => le(ends.iter().map(|end| end.to_le_bytes())),
        _ => le(ends.iter().map(|end| (*end as i32).to_le_bytes())),
    };
    Given::new(name, format, texts.len(), vec![offsets, texts.concat().into_bytes()])
}

/// Text of more than 12 bytes lies in a second buffer of its own.
pub(super) fn views(name: &'static str, texts: &[&str]) -> Given {
    let (mut cells, mut long) = (Vec::new(), Vec::new());
    for text in texts {
        cells.extend((text.len() as i32).to_le_bytes());
        if text.len() <= 12 {
            cells.extend(text.bytes().chain(std::iter::repeat(0)).take(12));
        } else {
            cells.extend(text.bytes().take(4));
            cells.extend(1_i32.to_le_bytes());
            cells.extend((long.len() as i32).to_le_bytes());
            long.extend(text.bytes());
        }
    }
    let sizes = le([0, long.len() as i64].map(i64::to_le_bytes));
    Given::new(name, "vu", texts.len(), vec![cells, Vec::new(), long, sizes])
}

/// The last batch ends the stream with this status.
pub(super) struct Source {
    pub(super) batches: Vec<Vec<Given>>,
    pub(super) next: usize,
    pub(super) metadata: Vec<u8>,
    pub(super) ends: c_int,
    pub(super) message: CString,
    pub(super) alive: Arc<Alive>,
}

pub(super) struct Parts<T> {
    pub(super) alive: Arc<Alive>,
    pub(super) children: Vec<*mut T>,
    pub(super) dictionary: *mut T,
    pub(super) _texts: Vec<CString>,
    pub(super) _bytes: Vec<u8>,
    pub(super) _buffers: Vec<Option<Vec<u8>>>,
    pub(super) pointers: Vec<*const c_void>,
}

pub(super) unsafe extern "C" fn release_schema(schema: *mut Schema) {
    // SAFETY: made by `schema_of`, and released once.
    unsafe {
        let parts = Box::from_raw((*schema).private_data.cast::<Parts<Schema>>());
        parts.alive.schemas.fetch_sub(1, SeqCst);
        for &child in parts.children.iter().chain([&parts.dictionary]).filter(|at| !at.is_null()) {
            let mut child = Box::from_raw(child);
            if let Some(release) = child.release {
                release(&mut *child);
            }
        }
        (*schema).release = None;
    }
}

pub(super) unsafe extern "C" fn release_array(array: *mut Array) {
    // SAFETY: made by `array_of`, and released once.
    unsafe {
        let parts = Box::from_raw((*array).private_data.cast::<Parts<Array>>());
        parts.alive.arrays.fetch_sub(1, SeqCst);
        for &child in parts.children.iter().chain([&parts.dictionary]).filter(|at| !at.is_null()) {
            let mut child = Box::from_raw(child);
            if let Some(release) = child.release {
                release(&mut *child);
            }
        }
        (*array).release = None;
    }
}

pub(super) unsafe extern "C" fn release_stream(stream: *mut Stream) {
    // SAFETY: made by `stream_of`, and released once.
    unsafe {
        let source = Box::from_raw((*stream).private_data.cast::<Source>());
        source.alive.streams.fetch_sub(1, SeqCst);
        (*stream).release = None;
    }
}

pub(super) fn schema_of(
    alive: &Arc<Alive>,
    (format, name): (&str, &str),
    metadata: &[u8],
    children: Vec<*mut Schema>,
    dictionary: *mut Schema,
) -> Schema {
    alive.schemas.fetch_add(1, SeqCst);
    let mut parts = Box::new(Parts {
        alive: alive.clone(),
        children,
        dictionary,
        _texts: vec![CString::new(format).unwrap(), CString::new(name).unwrap()],
        _bytes: metadata.to_vec(),
        _buffers: Vec::new(),
        pointers: Vec::new(),
    });
    Schema {
        format: parts._texts[0].as_ptr(),
        name: parts._texts[1].as_ptr(),
        metadata: if metadata.is_empty() { null() } else { parts._bytes.as_ptr().cast() },
        flags: 2,
        n_children: parts.children.len() as i64,
        children: parts.children.as_mut_ptr(),
        dictionary,
        release: Some(release_schema),
        private_data: Box::into_raw(parts).cast(),
    }
}

pub(super) fn array_of(alive: &Arc<Alive>, given: &Given, children: Vec<*mut Array>) -> Array {
    alive.arrays.fetch_add(1, SeqCst);
    let dictionary = given.dictionary.as_ref().map_or(null_mut(), |entries| {
        Box::into_raw(Box::new(array_of(alive, entries, Vec::new())))
    });
    let mut parts = Box::new(Parts {
        alive: alive.clone(),
        children,
        dictionary,
        _texts: Vec::new(),
        _bytes: Vec::new(),
        _buffers: given.buffers.clone(),
        pointers: Vec::new(),
    });
    let pointers = parts._buffers.iter().map(|buffer| match buffer {
        None => null(),
        Some(bytes) => bytes.as_ptr().cast(),
    });
    parts.pointers = pointers.collect();
    Array {
        length: given.rows,
        null_count: given.nulls,
        offset: given.offset,
        n_buffers: parts.pointers.len() as i64,
        n_children: parts.children.len() as i64,
        buffers: parts.pointers.as_mut_ptr(),
        children: parts.children.as_mut_ptr(),
        dictionary,
        release: Some(release_array),
        private_data: Box::into_raw(parts).cast(),
    }
}

pub(super) unsafe extern "C" fn get_schema(stream: *mut Stream, out: *mut Schema) -> c_int {
    // SAFETY: made by `stream_of`.
    unsafe {
        let source = &*(*stream).private_data.cast::<Source>();
        let one = |given: &Given| {
            let entries = given.dictionary.as_ref().map_or(null_mut(), |entries| {
                let of = (entries.format, "");
                Box::into_raw(Box::new(schema_of(&source.alive, of, &[], Vec::new(), null_mut())))
            });
            let of = (given.format, given.name);
            Box::into_raw(Box::new(schema_of(&source.alive, of, &[], Vec::new(), entries)))
        };
        let children = source.batches.first().into_iter().flatten().map(one).collect();
        out.write(schema_of(&source.alive, ("+s", ""), &source.metadata, children, null_mut()));
    }
    0
}

pub(super) unsafe extern "C" fn get_next(stream: *mut Stream, out: *mut Array) -> c_int {
    // SAFETY: made by `stream_of`.
    unsafe {
        let source = &mut *(*stream).private_data.cast::<Source>();
        let Some(batch) = source.batches.get(source.next) else {
            if source.ends == 0 {
                (*out).release = None;
            }
            return source.ends;
        };
        source.next += 1;
        let alive = &source.alive;
        let one = |given: &Given| Box::into_raw(Box::new(array_of(alive, given, Vec::new())));
        let rows = batch.first().map_or(0, |first| first.rows);
        let whole = Given { rows, buffers: vec![None], ..i64s("", "", &[]) };
        out.write(array_of(alive, &whole, batch.iter().map(one).collect()));
    }
    0
}

pub(super) unsafe extern "C" fn get_last_error(stream: *mut Stream) -> *const c_char {
    // SAFETY: made by `stream_of`.
    unsafe { (*(*stream).private_data.cast::<Source>()).message.as_ptr() }
}

pub(super) fn stream_of(
    batches: Vec<Vec<Given>>,
    said: &[(&str, &str)],
    ends: c_int,
) -> (Stream, Arc<Alive>) {
    let alive = Arc::new(Alive::default());
    alive.streams.fetch_add(1, SeqCst);
    let mut metadata = Vec::new();
    if !said.is_empty() {
        metadata.extend((said.len() as i32).to_ne_bytes());
        for text in said.iter().flat_map(|(key, value)| [key, value]) {
            metadata.extend((text.len() as i32).to_ne_bytes());
            metadata.extend(text.bytes());
        }
    }
    let source = Source {
        batches,
        next: 0,
        metadata,
        ends,
        message: CString::new("the disk is gone").unwrap(),
        alive: alive.clone(),
    };
    let stream = Stream {
        get_schema: Some(get_schema),
        get_next: Some(get_next),
        get_last_error: Some(get_last_error),
        release: Some(release_stream),
        private_data: Box::into_raw(Box::new(source)).cast(),
    };
    (stream, alive)
}

/// What a caller does after every call: releases what was not moved.
pub(super) fn settled(mut stream: Stream, alive: &Alive) {
    if let Some(release) = stream.release {
        // SAFETY: it was not moved.
        unsafe { release(&mut stream) };
    }
    for (what, count) in
        [("schemas", &alive.schemas), ("arrays", &alive.arrays), ("streams", &alive.streams)]
    {
        assert_eq!(count.load(SeqCst), 0, "{what} made and not released, or released twice");
    }
}
