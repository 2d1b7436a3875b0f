//! The structures of Arrow's C data interface, as its specification lays them out:
//! <https://arrow.apache.org/docs/format/CDataInterface.html>.

use std::ffi::{c_char, c_int, c_void};

/// A type, a name and metadata.
#[repr(C)]
#[derive(Debug)]
pub(super) struct ArrowSchema {
    pub(super) format: *const c_char,
    pub(super) name: *const c_char,
    pub(super) metadata: *const c_char,
    pub(super) flags: i64,
    pub(super) n_children: i64,
    pub(super) children: *mut *mut ArrowSchema,
    pub(super) dictionary: *mut ArrowSchema,
    pub(super) release: Option<unsafe extern "C" fn(*mut ArrowSchema)>,
    pub(super) private_data: *mut c_void,
}

/// Buffers and children of one batch.
#[repr(C)]
#[derive(Debug)]
pub(super) struct ArrowArray {
    pub(super) length: i64,
    pub(super) null_count: i64,
    pub(super) offset: i64,
    pub(super) n_buffers: i64,
    pub(super) n_children: i64,
    pub(super) buffers: *mut *const c_void,
    pub(super) children: *mut *mut ArrowArray,
    pub(super) dictionary: *mut ArrowArray,
    pub(super) release: Option<unsafe extern "C" fn(*mut ArrowArray)>,
    pub(super) private_data: *mut c_void,
}

/// Batches of one schema, one after the other.
#[repr(C)]
#[derive(Debug)]
pub(super) struct ArrowArrayStream {
    pub(super) get_schema:
        Option<unsafe extern "C" fn(*mut ArrowArrayStream, *mut ArrowSchema) -> c_int>,
    pub(super) get_next:
        Option<unsafe extern "C" fn(*mut ArrowArrayStream, *mut ArrowArray) -> c_int>,
    pub(super) get_last_error: Option<unsafe extern "C" fn(*mut ArrowArrayStream) -> *const c_char>,
    pub(super) release: Option<unsafe extern "C" fn(*mut ArrowArrayStream)>,
    pub(super) private_data: *mut c_void,
}

/// A structure of the interface that is released when it is dropped, if its maker did not do so.
pub(super) trait Released {
    /// A structure that was released, or of nothing yet.
    const NONE: Self;

    /// What its maker keeps there.
    fn private_data(&self) -> *mut c_void;

    /// # Safety
    /// The structure is as its maker left it.
    unsafe fn release(&mut self);
}

macro_rules! released {
    ($($name:ident { $($field:ident: $none:expr),* })+) => {$(
        impl Released for $name {
            const NONE: Self = Self {
                $($field: $none,)* release: None, private_data: std::ptr::null_mut()
            };

            fn private_data(&self) -> *mut c_void {
                self.private_data
            }

            unsafe fn release(&mut self) {
                if let Some(release) = self.release {
                    release(self);
                    // Whoever released it has said so here; nobody shall do it twice where not.
                    self.release = None;
                }
            }
        }
    )+};
}

released! {
    ArrowSchema {
        format: std::ptr::null(), name: std::ptr::null(), metadata: std::ptr::null(), flags: 0,
        n_children: 0, children: std::ptr::null_mut(), dictionary: std::ptr::null_mut()
    }
    ArrowArray {
        length: 0, null_count: 0, offset: 0, n_buffers: 0, n_children: 0,
        buffers: std::ptr::null_mut(), children: std::ptr::null_mut(),
        dictionary: std::ptr::null_mut()
    }
    ArrowArrayStream { get_schema: None, get_next: None, get_last_error: None }
}

/// What is ours to release.
#[derive(Debug)]
pub(super) struct Owned<T: Released>(pub(super) Box<T>);

impl<T: Released> Owned<T> {
    pub(super) fn none() -> Self {
        Self(Box::new(T::NONE))
    }
}

impl<T: Released> Drop for Owned<T> {
    fn drop(&mut self) {
        // SAFETY: it came from its maker, whom the caller of every function answers for.
        unsafe { self.0.release() };
    }
}
