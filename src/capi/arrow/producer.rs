//! Streams of our own: one batch of copied columns, released by whoever takes it.

use std::ffi::{CString, c_int};

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
    formats: Vec<&'static std::ffi::CStr>,
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
        formats: columns.columns.iter().map(|(_, column)| format_of(column)).collect(),
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

const fn format_of(column: &ExportedColumn) -> &'static std::ffi::CStr {
    match column {
        ExportedColumn::I64(_) => c"l",
        ExportedColumn::U64(_) => c"L",
        ExportedColumn::I32(_) => c"i",
        ExportedColumn::U32(_) => c"I",
        ExportedColumn::U8(_) => c"C",
        ExportedColumn::F64(_) => c"g",
        ExportedColumn::Text(_) => c"U",
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

/// What a schema owns: its texts, and the list of its children.
struct SchemaParts {
    _name: CString,
    _metadata: Vec<u8>,
    children: Vec<*mut ArrowSchema>,
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
    format: &'static std::ffi::CStr,
    name: CString,
    metadata: Vec<u8>,
    children: Vec<*mut ArrowSchema>,
) -> ArrowSchema {
    let mut parts = Box::new(SchemaParts { _name: name, _metadata: metadata, children });
    let metadata = &parts._metadata;
    ArrowSchema {
        format: format.as_ptr(),
        name: parts._name.as_ptr(),
        metadata: if metadata.is_empty() { std::ptr::null() } else { metadata.as_ptr().cast() },
        flags: 0,
        n_children: parts.children.len() as i64,
        children: parts.children.as_mut_ptr(),
        dictionary: std::ptr::null_mut(),
        release: Some(release_schema),
        private_data: Box::into_raw(parts).cast(),
    }
}

unsafe extern "C" fn release_schema(schema: *mut ArrowSchema) {
    guard_value((), || {
        let parts = Box::from_raw((*schema).private_data.cast::<SchemaParts>());
        for &child in &parts.children {
            // One that was moved out of here is its new owner's to release.
            Box::from_raw(child).release();
        }
        *schema = ArrowSchema::NONE;
    });
}

/// What an array owns: its column, the list of its buffers, and its children.
struct ArrayParts {
    _column: Option<ExportedColumn>,
    buffers: Vec<*const c_void>,
    children: Vec<*mut ArrowArray>,
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
    let nothing = std::ptr::null();
    let buffers: Vec<*const c_void> = match &column {
        None => vec![nothing],
        Some(ExportedColumn::I64(cells)) => vec![nothing, cells.as_ptr().cast()],
        Some(ExportedColumn::U64(cells)) => vec![nothing, cells.as_ptr().cast()],
        Some(ExportedColumn::I32(cells)) => vec![nothing, cells.as_ptr().cast()],
        Some(ExportedColumn::U32(cells)) => vec![nothing, cells.as_ptr().cast()],
        Some(ExportedColumn::U8(cells)) => vec![nothing, cells.as_ptr().cast()],
        Some(ExportedColumn::F64(cells)) => vec![nothing, cells.as_ptr().cast()],
        Some(ExportedColumn::Text(texts)) => {
            vec![nothing, texts.offsets().as_ptr().cast(), texts.bytes().as_ptr().cast()]
        }
    };
    let mut parts = Box::new(ArrayParts { _column: column, buffers, children });
    ArrowArray {
        length: rows as i64,
        null_count: 0,
        offset: 0,
        n_buffers: parts.buffers.len() as i64,
        n_children: parts.children.len() as i64,
        buffers: parts.buffers.as_mut_ptr(),
        children: parts.children.as_mut_ptr(),
        dictionary: std::ptr::null_mut(),
        release: Some(release_array),
        private_data: Box::into_raw(parts).cast(),
    }
}

unsafe extern "C" fn release_array(array: *mut ArrowArray) {
    guard_value((), || {
        let parts = Box::from_raw((*array).private_data.cast::<ArrayParts>());
        for &child in &parts.children {
            // One that was moved out of here is its new owner's to release.
            Box::from_raw(child).release();
        }
        *array = ArrowArray::NONE;
    });
}
