//! The part of DuckDB's interface that is called: entries of a table of pointers, whose order is
//! that of version 1.2.0 for good.

use std::ffi::{c_char, c_void};
use std::sync::OnceLock;

use super::refused;
use crate::error::Result;

/// Types of SQL.
pub(super) const BIGINT: i32 = 5;
pub(super) const DOUBLE: i32 = 11;
pub(super) const BLOB: i32 = 18;

/// What an extension is given when it is loaded.
#[repr(C)]
pub(super) struct Access {
    pub(super) set_error: unsafe extern "C" fn(*mut c_void, *const c_char),
    pub(super) get_database: unsafe extern "C" fn(*mut c_void) -> *mut *mut c_void,
    get_api: unsafe extern "C" fn(*mut c_void, *const c_char) -> *const Entry,
}

/// A function of the table, whatever it takes.
type Entry = Option<unsafe extern "C" fn()>;

/// A function of SQL as DuckDB calls it: with what it is, rows, and where answers go.
pub(super) type Body = unsafe extern "C" fn(*mut c_void, *mut c_void, *mut c_void);

macro_rules! table {
    ($($at:literal $name:ident($($argument:ty),*) $(-> $result:ty)?;)*) => {
        pub(super) struct Api {
            $(pub(super) $name: unsafe extern "C" fn($($argument),*) $(-> $result)?,)*
        }

        impl Api {
            /// # Safety
            /// `table` has the entries of version 1.2.0.
            unsafe fn read(table: *const Entry) -> Option<Self> {
                $(
                    let entry = (*table.add($at))?;
                    // SAFETY: entries keep their place and their signature.
                    let $name = unsafe {
                        std::mem::transmute::<
                            unsafe extern "C" fn(),
                            unsafe extern "C" fn($($argument),*) $(-> $result)?,
                        >(entry)
                    };
                )*
                Some(Self { $($name,)* })
            }
        }
    };
}

table! {
    3 connect(*mut c_void, *mut *mut c_void) -> i32;
    6 disconnect(*mut *mut c_void);
    156 create_type(i32) -> *mut c_void;
    184 destroy_type(*mut *mut c_void);
    189 column_count(*mut c_void) -> u64;
    190 vector(*mut c_void, u64) -> *mut c_void;
    191 row_count(*mut c_void) -> u64;
    194 data(*mut c_void) -> *mut c_void;
    195 validity(*mut c_void) -> *mut u64;
    196 make_validity(*mut c_void);
    209 create_function() -> *mut c_void;
    210 destroy_function(*mut *mut c_void);
    211 set_name(*mut c_void, *const c_char);
    215 add_parameter(*mut c_void, *mut c_void);
    216 set_return_type(*mut c_void, *mut c_void);
    217 set_extra_info(*mut c_void, *mut c_void, Option<unsafe extern "C" fn(*mut c_void)>);
    218 set_function(*mut c_void, Body);
    220 extra_info(*mut c_void) -> *mut c_void;
    221 set_error(*mut c_void, *const c_char);
    222 create_set(*const c_char) -> *mut c_void;
    223 destroy_set(*mut *mut c_void);
    224 add_to_set(*mut c_void, *mut c_void) -> i32;
    225 register_set(*mut c_void, *mut c_void) -> i32;
}

static KNOWN: OnceLock<Api> = OnceLock::new();

impl Api {
    /// That of the DuckDB which loads the extension. Its functions of SQL are called without a way
    /// to tell one DuckDB from another, so that a process has one.
    ///
    /// # Safety
    /// `info` and `access` are those of a load.
    pub(super) unsafe fn of(info: *mut c_void, access: &Access) -> Result<&'static Self> {
        let table = (access.get_api)(info, c"v1.2.0".as_ptr());
        let read = if table.is_null() { None } else { Self::read(table) };
        let read = read.ok_or_else(|| refused("is none of DuckDB 1.2 or newer"))?;
        let here = read.extra_info as usize;
        let known = KNOWN.get_or_init(|| read);
        if known.extra_info as usize != here {
            return Err(refused("belongs to a second DuckDB in one process"));
        }
        Ok(known)
    }

    /// That of the DuckDB that loaded the extension.
    pub(super) fn known() -> Option<&'static Self> {
        KNOWN.get()
    }
}
