//! What C calls: a function for each one of the face, which reads raw arguments into those of its
//! signature and turns the outcome into a status.

use std::fmt::Write as _;

use super::source::{Face, What, head, inside, key, text};
use syn::Type;

/// Above each line that trusts the caller.
const SAFETY: &str = "// SAFETY: what the header asks of a pointer, the caller promises.\n";

/// A function as C sees it.
pub(super) struct Door {
    /// Names and types of the arguments, as Rust writes them.
    pub(super) raw: Vec<(String, String)>,
    pub(super) result: Option<String>,
    /// How the arguments are read, and what is done with the outcome.
    before: String,
    reads: String,
    given: Vec<String>,
    after: String,
    call: Call,
}

enum Call {
    /// The outcome is a status.
    Status,
    /// It is a status, and what is made has a handle.
    Makes,
    /// It cannot fail.
    Value,
}

impl Door {
    pub(super) fn new(face: &Face, arguments: &[(String, Type)], result: Option<&Type>) -> Self {
        let mut door = Self {
            raw: Vec::new(),
            result: None,
            before: String::new(),
            reads: String::new(),
            given: Vec::new(),
            after: String::new(),
            call: Call::Value,
        };
        for (at, (name, kind)) in arguments.iter().enumerate() {
            // As long as the next length says; the last arguments as the last one.
            let lengths = arguments[at..].iter().chain(arguments.iter().rev());
            let length =
                lengths.filter(|(_, kind)| text(kind) == "usize").map(|(name, _)| name).next();
            door.take(face, name, kind, length.map_or("", String::as_str));
        }
        let made = result.filter(|kind| head(kind) == "Result").and_then(inside);
        match (result, made) {
            (Some(_), Some(made)) => {
                door.call = Call::Status;
                if let Type::Path(_) = made {
                    door.call = Call::Makes;
                    let handle =
                        face.handles.get(&head(made)).cloned().unwrap_or_else(|| head(made));
                    let name = handle.rsplit('_').next().unwrap_or_default().to_owned();
                    door.new_handle(&name, &handle, false);
                    if handle != head(made) {
                        door.after = door.after.replace("(found)", &format!("({handle}(found))"));
                    }
                }
                door.raw.push(("error".to_owned(), "*mut habitue_error".to_owned()));
                door.result = Some("habitue_status".to_owned());
            }
            (result, _) => door.result = result.map(text),
        }
        door
    }

    fn raw(&mut self, name: &str, kind: impl Into<String>) {
        self.raw.push((name.to_owned(), kind.into()));
    }

    /// An argument that is read by `how`.
    fn read(&mut self, name: &str, raw: &str, how: &str) {
        self.raw(name, raw);
        let _ = writeln!(self.reads, "let {name} = {how};");
        self.given.push(name.to_owned());
    }

    fn new_handle(&mut self, name: &str, handle: &str, optional: bool) {
        self.raw(name, format!("*mut *mut {handle}"));
        let maker = if optional { "maybe" } else { "at" };
        let _ = writeln!(
            self.before,
            "{SAFETY}let {name} = unsafe {{ handle::New::{maker}({name}) }};"
        );
        let _ = writeln!(self.reads, "let {name} = {name}?;");
        match self.call {
            Call::Makes => {
                let _ = writeln!(self.after, "{name}.put(found);");
            }
            _ => self.given.push(name.to_owned()),
        }
    }

    fn take(&mut self, face: &Face, name: &str, kind: &Type, length: &str) {
        let optional = head(kind) == "Option";
        let inner = if optional { inside(kind).unwrap_or(kind) } else { kind };
        let maybe = if optional { "optional_" } else { "" };
        let own = head(inner);
        let by = |how: &str| format!("options::{how}({name}, \"{name}\")?");
        let (raw, how) = match (face.readers.get(&key(kind)), face.readers.get(&own)) {
            _ if matches!(inner, Type::Reference(_)) => {
                return self.take_reference(face, name, inner, (optional, maybe), length);
            }
            _ if own == "New" => {
                let handle = inside(inner).map(head).unwrap_or_default();
                return self.new_handle(name, &handle, optional);
            }
            _ if own == "Buffer" => {
                let how = format!("column::Buffer::new({name}, capacity, needed, \"{name}\")?");
                self.read(
                    name,
                    &format!("*mut {}", inside(inner).map(text).unwrap_or_default()),
                    &how,
                );
                self.raw("capacity", "usize");
                return self.raw("needed", "*mut usize");
            }
            _ if face.columns.contains(&own) => {
                let how = format!("evidence::ReadsColumn::read(&{name}, {length}, \"{name}\")?");
                ("habitue_column".to_owned(), how)
            }
            _ if face.is_versioned(&own) => {
                (format!("*const {own}"), by(&format!("{maybe}results")))
            }
            (None, Some(Some(from))) if optional => {
                (format!("*const {from}"), by("optional_reads"))
            }
            (Some(Some(from)), _) => (format!("*const {from}"), by("Reads::read")),
            (Some(None), _) => ("i32".to_owned(), by("Enumerated::read")),
            _ => {
                self.raw(name, text(kind));
                return self.given.push(name.to_owned());
            }
        };
        self.read(name, &raw, &how);
    }

    fn take_reference(
        &mut self,
        face: &Face,
        name: &str,
        kind: &Type,
        (optional, maybe): (bool, &str),
        length: &str,
    ) {
        let Type::Reference(to) = kind else { unreachable!("it is one") };
        let (raw, suffix, place, own) = match to.mutability {
            Some(_) => ("*mut", "_mut", "output", "&mut "),
            None => ("*const", "", "input", "&"),
        };
        let one = format!("column::{maybe}{place}({name}, \"{name}\")?");
        match &*to.elem {
            Type::Slice(cells) => {
                let how = format!("column::{maybe}column{suffix}({name}, {length}, \"{name}\")?");
                self.read(name, &format!("{raw} {}", text(&cells.elem)), &how);
            }
            elem if head(elem) == "str" => {
                self.read(name, "habitue_text", &format!("{name}.read(\"{name}\")?"));
            }
            elem if to.mutability.is_some() && face.is_versioned(&head(elem)) => {
                self.raw(name, format!("*mut {}", text(elem)));
                let _ = writeln!(
                    self.reads,
                    "let {name}_at = {name};\n\
                     let mut {name} = options::{maybe}results({name}, \"{name}\")?;"
                );
                let (tell, given) = match optional {
                    true => ("tell_optional", format!("{name}.as_mut()")),
                    false => ("tell", format!("&mut {name}")),
                };
                let _ = writeln!(self.after, "options::{tell}(&{name}, {name}_at);");
                self.given.push(given);
            }
            elem => match face.handles.get(&head(elem)) {
                Some(handle) if optional => {
                    let how = format!("{one}.map(|handle| {own}handle.0)");
                    self.read(name, &format!("{raw} {handle}"), &how);
                }
                Some(handle) => {
                    self.read(name, &format!("{raw} {handle}"), &format!("{own}{one}.0"));
                }
                None => self.read(name, &format!("{raw} {}", text(elem)), &one),
            },
        }
    }

    /// The function in Rust, with C's calling convention.
    fn rust(&self, module: &str, name: &str, doc: &str) -> String {
        let arguments: Vec<String> =
            self.raw.iter().map(|(name, kind)| format!("{name}: {kind}")).collect();
        let result = self.result.as_ref().map_or(String::new(), |kind| format!(" -> {kind}"));
        let pointers = self.raw.iter().any(|(_, kind)| kind.starts_with('*'));
        let risk = if pointers { "unsafe " } else { "" };
        let must = if self.result.is_some() { "#[must_use]\n" } else { "" };
        let call = format!("{module}::{name}({})", self.given.join(", "));
        let Self { before, reads, after, .. } = self;
        let work = match self.call {
            Call::Value => reads.replace("?;", ".unwrap_or_default();") + &call,
            Call::Status => format!("{reads}{call}?;\n{after}Ok(())"),
            Call::Makes => format!("{reads}let found = {call}?;\n{after}Ok(())"),
        };
        let work = format!("|| {{\n{SAFETY}unsafe {{\n{work}\n}}\n}}");
        let body = match (&self.call, &self.result) {
            (Call::Value, Some(kind)) if kind.starts_with('*') => {
                format!("guard::guard_value(std::ptr::null(), {work})")
            }
            (Call::Value, _) => format!("guard::guard_value(Default::default(), {work})"),
            _ => format!("{before}guard::guard(error, {work})"),
        };
        format!(
            "#[doc = {doc:?}]\n#[allow(unused_unsafe, clippy::unit_arg)]\n#[unsafe(no_mangle)]\n{must}\
             pub {risk}extern \"C\" fn {name}({}){result} {{\n{body}\n}}\n",
            arguments.join(", ")
        )
    }
}

/// All that Rust makes of the face: functions, and the defaults of structures.
pub(super) fn rust(face: &Face) -> String {
    let mut out = String::new();
    for one in &face.all {
        let name = &one.name;
        match &one.what {
            What::Function { arguments, result } => {
                let module = one.file.iter().next().and_then(|first| first.to_str()).unwrap_or("");
                let door = Door::new(face, arguments, result.as_ref());
                out += &door.rust(module.trim_end_matches(".rs"), name, &one.doc);
            }
            What::Handle => {
                let _ = writeln!(
                    out,
                    "/// Releases it; NULL does nothing.\n#[unsafe(no_mangle)]\n\
                     pub unsafe extern \"C\" fn {name}_free(handle: *mut {name}) {{\n\
                     {SAFETY}unsafe {{ handle::free(handle) }}\n}}"
                );
            }
            What::Structure { fields, versioned: true } => {
                let initial = face.find(&format!("{}_INIT", name.to_uppercase()));
                let own = match initial {
                    Some(What::Initial(own)) => own.as_slice(),
                    _ => &[],
                };
                let own: String = own
                    .iter()
                    .map(|(field, value)| format!("{field}: {}, ", text(value)))
                    .collect();
                let idle = match fields.iter().any(|(field, ..)| field == "reserved") {
                    true => "fn idle(&self) -> u32 { self.reserved }\n",
                    false => "",
                };
                let given: String = fields
                    .iter()
                    .filter(|(field, ..)| field != "struct_size")
                    .map(|(field, kind, _)| {
                        let is = if text(kind) == "f64" { "is_other_number" } else { "is_other" };
                        format!("({field:?}, options::{is}(self.r#{field}, start.r#{field})), ")
                    })
                    .collect();
                let _ = writeln!(
                    out,
                    "// SAFETY: `versioned` gives it C's layout; its fields are numbers, raw pointers\n\
                     // and structures of these, without padding (`tests/face/c_abi.rs` looks).\n\
                     unsafe impl options::Options for {name} {{\n\
                     const INITIAL: Self = Self {{ struct_size: size_of::<Self>() as u32, {own}\
                     // SAFETY: zero is a value of every field.\n..unsafe {{ std::mem::zeroed() }} }};\n\
                     const FIRST_SIZE: usize = size_of::<Self>();\n{idle}\
                     fn given(&self) -> Vec<&'static str> {{ let start = Self::INITIAL;\n\
                     options::names_of(&[{given}]) }}\n}}\n\
                     impl Default for {name} {{ fn default() -> Self {{ \
                     <Self as options::Options>::INITIAL }} }}"
                );
            }
            _ => {}
        }
    }
    out
}
