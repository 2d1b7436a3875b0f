//! Questions to models as functions of SQL: the library as a loadable extension of DuckDB.
//!
//! DuckDB looks in a file `habitue.duckdb_extension`, which is this library with a footer, for
//! `habitue_init_c_api`, which is no function of the header. A function of SQL is a question: it
//! takes a model as bytes (`BLOB`), the columns of its customers, and the numbers that the question
//! reads, those last that may be left out. What questions there are says `question.rs`; nothing is
//! added here for another one. DuckDB calls for a chunk of rows at a time, on threads of its own,
//! and answers are written where DuckDB wants them.
//!
//! A row with a NULL is answered by NULL, as every function of SQL does. A row that cannot be ends
//! the query, with an error that says what is wrong in which customer.

mod answers;
mod api;
mod functions;
mod models;

use std::ffi::{CString, c_void};
use std::ptr;

use super::guard::guarded;
use crate::capi::prelude::*;
use answers::ask;
use api::{Access, Api};
use functions::{Function, functions};

/// What DuckDB calls when it loads the extension: registers the functions of SQL.
///
/// # Safety
/// As DuckDB's interface of extensions has it.
#[unsafe(export_name = "habitue_init_c_api")]
unsafe extern "C" fn begin(info: *mut c_void, access: *const Access) -> bool {
    if access.is_null() {
        return false;
    }
    match guarded(|| register(info, &*access)) {
        Ok(()) => true,
        Err(error) => {
            ((*access).set_error)(info, words(&error.to_string()).as_ptr());
            false
        }
    }
}

unsafe fn register(info: *mut c_void, access: &Access) -> Result<()> {
    let api = Api::of(info, access)?;
    let database = (access.get_database)(info);
    let mut connection = ptr::null_mut();
    if database.is_null() || (api.connect)(*database, &raw mut connection) != 0 {
        return Err(refused("cannot be connected to"));
    }
    let outcome = functions().iter().try_for_each(|one| create(api, connection, one));
    (api.disconnect)(&raw mut connection);
    outcome
}

/// Makes a function, in as many forms as it may be called in.
unsafe fn create(api: &Api, connection: *mut c_void, one: &'static Function) -> Result<()> {
    let mut forms = (api.create_set)(one.name.as_ptr());
    for arguments in one.forms() {
        let mut form = (api.create_function)();
        (api.set_name)(form, one.name.as_ptr());
        for number in arguments {
            let mut kind = (api.create_type)(number);
            (api.add_parameter)(form, kind);
            (api.destroy_type)(&raw mut kind);
        }
        let mut double = (api.create_type)(api::DOUBLE);
        (api.set_return_type)(form, double);
        (api.destroy_type)(&raw mut double);
        (api.set_extra_info)(form, ptr::from_ref(one).cast_mut().cast(), None);
        (api.set_function)(form, ask);
        (api.add_to_set)(forms, form);
        (api.destroy_function)(&raw mut form);
    }
    let outcome = (api.register_set)(connection, forms);
    (api.destroy_set)(&raw mut forms);
    if outcome != 0 {
        let name = one.name.to_string_lossy();
        return Err(refused("takes no function of this name").with_value(name));
    }
    Ok(())
}

fn refused(sentence: &str) -> Error {
    fault(ErrorKind::Unsupported, "database", sentence)
}

/// Words as DuckDB reads them.
fn words(text: &str) -> CString {
    CString::new(text.replace('\0', " ")).unwrap_or_default()
}
