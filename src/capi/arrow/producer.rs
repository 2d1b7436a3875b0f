//! Streams of our own: one batch of copied columns, released by whoever takes it.

use std::ffi::{CStr, CString, c_int};

use super::interface::{ArrowArray, ArrowArrayStream, ArrowSchema, Released};
use super::metadata;
use crate::arrow::{Exported, ExportedColumn};
use crate::capi::guard::guard_value;
use crate::capi::prelude::*;

/// What `get_schema` and `get_next` answer where they cannot.
const EIO: c_int = 5;

/// What a stream still has to give.
struct Source {
    names: Vec<CString>,
    formats: Vec<&'static CStr>,
    metadata: Vec<u8>,
    batch: Option<Exported>,
}

/// # Safety
/// `stream` is NULL or addresses an `ArrowArrayStream` that holds nothing.
pub(super) unsafe fn fill(stream: *mut c_void, columns: Exported) -> Result<()> {
    let place = output(stream.cast::<ArrowArrayStream>(), "stream")?;
    let named = |(name, _): &(String, ExportedColumn)| {
        CString::new(name.as_str()).map_err(|nul| {
            fault(ErrorKind::Argument, "columns", "has a NUL in its name").with_source(nul)
        })
    };
    let source = Source {
        names: columns.columns.iter().map(named).collect::<Result<_>>()?,
        formats: columns.columns.iter().map(|(_, column)| parts_of(column).0).collect(),
        metadata: metadata::written(&columns.provenance),
        batch: Some(columns),
    };
    *place = ArrowArrayStream {
        get_schema: Some(get_schema),
        get_next: Some(get_next),
        get_last_error: Some(get_last_error),
        release: Some(release_stream),
        private_data: Box::into_raw(Box::new(source)).cast(),
    };
    Ok(())
}

/// The format of a column, and its buffers.
fn parts_of(column: &ExportedColumn) -> (&'static CStr, Vec<*const c_void>) {
    let nothing = std::ptr::null();
    match column {
        ExportedColumn::I64(cells) => (c"l", vec![nothing, cells.as_ptr().cast()]),
        ExportedColumn::U64(cells) => (c"L", vec![nothing, cells.as_ptr().cast()]),
        ExportedColumn::I32(cells) => (c"i", vec![nothing, cells.as_ptr().cast()]),
        ExportedColumn::U32(cells) => (c"I", vec![nothing, cells.as_ptr().cast()]),
        ExportedColumn::U8(cells) => (c"C", vec![nothing, cells.as_ptr().cast()]),
        ExportedColumn::F64(cells) => (c"g", vec![nothing, cells.as_ptr().cast()]),
        ExportedColumn::Text(texts) => {
            let (offsets, bytes) = (texts.offsets().as_ptr(), texts.bytes().as_ptr());
            (c"U", vec![nothing, offsets.cast(), bytes.cast()])
        }
    }
}

unsafe extern "C" fn get_last_error(_: *mut ArrowArrayStream) -> *const c_char {
    std::ptr::null()
}

unsafe extern "C" fn release_stream(stream: *mut ArrowArrayStream) {
    guard_value((), || {
        let stream = &mut *stream;
        drop(Box::from_raw(stream.private_data.cast::<Source>()));
        *stream = ArrowArrayStream::NONE;
    });
}

/// What a structure of ours owns: what it points to, and the list of its children.
struct Parts<T, K> {
    kept: K,
    children: Vec<*mut T>,
}

/// What a schema points to: its name and its metadata.
type Texts = (CString, Vec<u8>);

/// What an array points to: its column, and the list of its buffers.
type Buffers = (Option<ExportedColumn>, Vec<*const c_void>);

unsafe extern "C" fn release<T: Released, K>(one: *mut T) {
    guard_value((), || {
        let parts = Box::from_raw((*one).private_data().cast::<Parts<T, K>>());
        for &child in &parts.children {
            // One that was moved out of here is its new owner's to release.
            Box::from_raw(child).release();
        }
        *one = T::NONE;
    });
}

unsafe extern "C" fn get_schema(stream: *mut ArrowArrayStream, out: *mut ArrowSchema) -> c_int {
    guard_value(EIO, || {
        let source = &*(*stream).private_data.cast::<Source>();
        let columns = source.names.iter().zip(&source.formats);
        let children = columns.map(|(name, format)| {
            Box::into_raw(Box::new(schema(format, name.clone(), Vec::new(), Vec::new())))
        });
        let made = schema(c"+s", CString::default(), source.metadata.clone(), children.collect());
        out.write(made);
        0
    })
}

fn schema(
    format: &'static CStr,
    name: CString,
    metadata: Vec<u8>,
    children: Vec<*mut ArrowSchema>,
) -> ArrowSchema {
    let mut parts = Box::new(Parts { kept: (name, metadata), children });
    let (name, metadata) = &parts.kept;
    ArrowSchema {
        format: format.as_ptr(),
        name: name.as_ptr(),
        metadata: if metadata.is_empty() { std::ptr::null() } else { metadata.as_ptr().cast() },
        flags: 0,
        n_children: parts.children.len() as i64,
        children: parts.children.as_mut_ptr(),
        dictionary: std::ptr::null_mut(),
        release: Some(release::<ArrowSchema, Texts>),
        private_data: Box::into_raw(parts).cast(),
    }
}

unsafe extern "C" fn get_next(stream: *mut ArrowArrayStream, out: *mut ArrowArray) -> c_int {
    guard_value(EIO, || {
        let source = &mut *(*stream).private_data.cast::<Source>();
        out.write(match source.batch.take() {
            None => ArrowArray::NONE,
            Some(Exported { rows, columns, .. }) => {
                let children = columns.into_iter().map(|(_, column)| {
                    Box::into_raw(Box::new(array(rows, Some(column), Vec::new())))
                });
                array(rows, None, children.collect())
            }
        });
        0
    })
}

fn array(
    rows: usize,
    column: Option<ExportedColumn>,
    children: Vec<*mut ArrowArray>,
) -> ArrowArray {
    let none = vec![std::ptr::null()];
    let buffers = column.as_ref().map_or(none, |column| parts_of(column).1);
    let mut parts: Box<Parts<_, Buffers>> = Box::new(Parts { kept: (column, buffers), children });
    let buffers = &mut parts.kept.1;
    ArrowArray {
        length: rows as i64,
        null_count: 0,
        offset: 0,
        n_buffers: buffers.len() as i64,
        buffers: buffers.as_mut_ptr(),
        n_children: parts.children.len() as i64,
        children: parts.children.as_mut_ptr(),
        dictionary: std::ptr::null_mut(),
        release: Some(release::<ArrowArray, Buffers>),
        private_data: Box::into_raw(parts).cast(),
    }
}
