//! Writes the table that `tests/c/sweep.c` walks: every function of the header
//! with what each of its parameters is.

use std::fmt::Write as _;

use super::declarations::{
    Function, Header, Kind, Parameter, Pointer, Structure, speaks_of_beyond,
};

/// The makers of valid handles, by hand: `make_<handle>` for each handle type.
const MAKERS: &str =
    concat!(include_str!("../../c/make_handles.h"), include_str!("../../c/make_surveys.h"));

/// Numbers that may be infinite, or that belong to one choice of an enumerator and
/// are not read where another is chosen; documented so.
const IDLE: [(&str, &str); 0] = [];

/// Members of structures that say in 32 bits how long another member is.
const COUNTS: [&str; 5] =
    ["covariate_count", "tiers", "tier_count", "threshold_count", "segment_count"];

pub(crate) fn has_maker(handle: &str) -> bool {
    MAKERS.contains(&format!(" *make_{handle}("))
}

pub(crate) fn table(header: &Header) -> String {
    let mut out = String::from("/* Written by tests/face/c_abi/sweep.rs from the header. */\n");
    for structure in &header.structures {
        let name = &structure.name;
        let start = if structure.has_initialiser {
            format!("= {}_INIT", name.to_uppercase())
        } else {
            "= {0}".to_owned()
        };
        // What it points to is made by hand, beside the handles.
        let fill = if MAKERS.contains(&format!(" columns_of_{name}(")) {
            format!("columns_of_{name}(function, place);")
        } else {
            "(void)function;".to_owned()
        };
        let _ = writeln!(out, "#define BEYOND_{name} {}", u8::from(structure.beyond));
        let _ = writeln!(
            out,
            "static inline void start_{name}(const char *function, void *place) {{ static const {name} start {start}; memcpy(place, &start, sizeof start); {fill} }}"
        );
    }
    header.structures.iter().for_each(|structure| {
        members(&mut out, structure);
        pointers(&mut out, structure, &header.handles);
    });
    for handle in &header.handles {
        let body = if has_maker(handle) { format!("make_{handle}()") } else { "NULL".to_owned() };
        let _ = writeln!(out, "static inline void *new_{handle}(void) {{ return {body}; }}");
    }
    for function in &header.functions {
        call(&mut out, function);
    }
    let initialised = header.structures.iter().filter(|structure| structure.has_initialiser);
    let initialised: Vec<String> = initialised.map(|structure| structure.name.clone()).collect();
    out.push_str("static const struct function functions[] = {\n");
    for function in &header.functions {
        let _ = writeln!(
            out,
            "    {{\"{name}\", call_{name}, {status}, {beyond}, {count}, {{",
            beyond = u8::from(speaks_of_beyond(&function.comment)),
            name = function.name,
            status = u8::from(function.returns_status()),
            count = function.parameters.len()
        );
        for parameter in &function.parameters {
            let _ = writeln!(out, "        {},", row(function, parameter, &initialised));
        }
        out.push_str(if function.parameters.is_empty() { "        {0}}},\n" } else { "    }},\n" });
    }
    out.push_str("};\n");
    out
}

/// Where the numbers of a structure stand, and of what type they are.
fn members(out: &mut String, structure: &Structure) {
    let name = &structure.name;
    let _ = writeln!(out, "static const struct member members_{name}[] = {{");
    for (ctype, member) in &structure.numbers {
        // How long a column is: as much as `size_t` not a number to try others for.
        let ctype = match member.as_str() {
            "samples" => "uint32_t drawn",
            counted if COUNTS.contains(&counted) => "count",
            _ => ctype,
        };
        let _ = writeln!(
            out,
            "    {{offsetof({name}, {member}), sizeof((({name} *)0)->{member}), \"{ctype}\"}},"
        );
    }
    let _ = writeln!(out, "    {{0, 0, NULL}}}};");
}

/// Where the pointers of a structure stand, and to what; those to handles and to the context of
/// a callback are left out.
fn pointers(out: &mut String, structure: &Structure, handles: &[String]) {
    let name = &structure.name;
    let _ = writeln!(out, "static const struct pointer pointers_{name}[] = {{");
    for (ctype, member) in &structure.numbers {
        if ctype == "habitue_column" {
            let _ = writeln!(
                out,
                "    {{offsetof({name}, {member}) + offsetof(habitue_column, cells), sizeof(int64_t), \"column\", 1}},"
            );
        }
    }
    for Pointer { element, name: member, constant } in &structure.pointers {
        if element == "void" || handles.contains(element) {
            continue;
        }
        let number = !element.starts_with("habitue_");
        let shown = if number { format!("\"{element}\"") } else { "NULL".to_owned() };
        let _ = writeln!(
            out,
            "    {{offsetof({name}, {member}), sizeof({element}), {shown}, {}}},",
            u8::from(*constant)
        );
    }
    let _ = writeln!(out, "    {{0, 0, NULL, 0}}}};");
}

/// What a column that is passed by value holds: how it is made, and the type of its cells.
fn cells(parameter: &Parameter) -> (&'static str, &'static str) {
    match parameter.name.as_str() {
        "customers" => ("habitue_i64", "int64_t"),
        _ => ("habitue_f64", "double"),
    }
}

/// A C function that makes the call with the arguments of an array.
fn call(out: &mut String, function: &Function) {
    let arguments: Vec<String> = function
        .parameters
        .iter()
        .enumerate()
        .map(|(i, parameter)| {
            let member = match &parameter.kind {
                Kind::Scalar(ctype) if ctype == "double" => "real",
                Kind::Scalar(_) => "whole",
                Kind::Callback(_) => "callback",
                Kind::Text => return format!("habitue_text_of(a[{i}].pointer)"),
                Kind::Column => {
                    let (maker, _) = cells(parameter);
                    return format!("{maker}(NULL, a[{i}].pointer)");
                }
                _ => "pointer",
            };
            format!("({})a[{i}].{member}", parameter.ctype)
        })
        .collect();
    let name = &function.name;
    let invoke = format!("((__typeof__(&{name}))find(\"{name}\"))({})", arguments.join(", "));
    let body = match function.result.as_str() {
        "void" => format!("{invoke}; return 0;"),
        "habitue_status" => format!("return {invoke};"),
        _ => format!("(void)!{invoke}; return 0;"),
    };
    let _ = writeln!(
        out,
        "static habitue_status call_{name}(const union argument *a) {{ (void)a; {body} }}"
    );
}

fn row(function: &Function, parameter: &Parameter, initialised: &[String]) -> String {
    let element = |ctype: &str| {
        if ctype == "void *" { "sizeof(void *)".to_owned() } else { format!("sizeof({ctype})") }
    };
    let (kind, size, start) = match &parameter.kind {
        Kind::Scalar(ctype) => (
            match ctype.as_str() {
                "size_t" => "LENGTH",
                "double" if IDLE.contains(&(&function.name, &parameter.name)) => "IDLE",
                "double" => "REAL",
                "int32_t" if is_enumerator(function, parameter) => "ENUMERATOR",
                _ => "WHOLE",
            },
            "0".to_owned(),
            "NULL".to_owned(),
        ),
        Kind::Input(ctype) => ("INPUT", element(ctype), "NULL".to_owned()),
        Kind::Output(ctype) => ("OUTPUT", element(ctype), "NULL".to_owned()),
        Kind::Structure(name) => ("STRUCTURE", element(name), format!("start_{name}")),
        Kind::OutputStructure(name) if initialised.contains(name) => {
            ("OUTPUT", element(name), format!("start_{name}"))
        }
        Kind::OutputStructure(name) => ("OUTPUT", element(name), "NULL".to_owned()),
        Kind::Error => ("ERROR", "sizeof(habitue_error)".to_owned(), "NULL".to_owned()),
        Kind::Callback(_) => ("CALLBACK", "0".to_owned(), "NULL".to_owned()),
        Kind::Text => ("TEXT", "0".to_owned(), "NULL".to_owned()),
        Kind::Column => ("INPUT", element(cells(parameter).1), "NULL".to_owned()),
        Kind::Context => ("CONTEXT", "0".to_owned(), "NULL".to_owned()),
        Kind::Handle(name) => {
            return format!(
                "{{\"{}\", HANDLE, 0, NULL, new_{name}, \"{name}\", NULL, NULL, NULL, 0}}",
                parameter.name
            );
        }
        Kind::NewHandle(name) => {
            return format!(
                "{{\"{}\", NEW_HANDLE, sizeof(void *), NULL, NULL, \"{name}\", NULL, NULL, NULL, 0}}",
                parameter.name
            );
        }
    };
    let (ctype, members, beyond) = contents(parameter);
    let pointers = match &parameter.kind {
        Kind::Structure(name) => format!("pointers_{name}"),
        Kind::OutputStructure(name) if initialised.contains(name) => format!("pointers_{name}"),
        _ => "NULL".to_owned(),
    };
    format!(
        "{{\"{}\", {kind}, {size}, {start}, NULL, NULL, {ctype}, {members}, {pointers}, {beyond}}}",
        parameter.name
    )
}

/// The element type of a column or number, or the members of a structure and whether
/// these may be NaN or infinite.
fn contents(parameter: &Parameter) -> (String, String, String) {
    let none = || "NULL".to_owned();
    match &parameter.kind {
        Kind::Structure(name) | Kind::OutputStructure(name) => {
            (none(), format!("members_{name}"), format!("BEYOND_{name}"))
        }
        Kind::Scalar(ctype) => (format!("\"{ctype}\""), none(), "0".to_owned()),
        Kind::Column => (format!("\"{}\"", cells(parameter).1), none(), "0".to_owned()),
        Kind::Input(ctype) | Kind::Output(ctype) if parameter.ctype.matches('*').count() == 1 => {
            (format!("\"{ctype}\""), none(), "0".to_owned())
        }
        _ => (none(), none(), "0".to_owned()),
    }
}

/// Enumerators are `int32_t`; so are days, which the documentation calls so.
fn is_enumerator(function: &Function, parameter: &Parameter) -> bool {
    const NOT: [&str; 9] =
        ["status", "day", "date", "until", "from", "first", "last", "start", "end"];
    function.returns_status()
        && function.comment.contains("HABITUE_")
        && !parameter.name.split('_').any(|word| NOT.contains(&word))
}
