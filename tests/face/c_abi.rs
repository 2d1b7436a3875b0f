//! The contract at the top of the header, held by machines: what every function
//! promises is tried on every function.
#![cfg(all(feature = "capi", target_os = "linux"))]
#![allow(unsafe_code, clippy::panic, clippy::print_stdout, clippy::type_complexity)]

mod declarations;
mod sweep;

use crate::toolchain;
use std::collections::BTreeMap;
use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use declarations::{Function, Kind, committed};
use toolchain::{ROOT, STRICT, folder, library, program, run, valgrind};

/// Addresses of the exported functions and the layout of the structures as Rust
/// sees them, written by `build.rs`.
mod table {
    include!(env!("HABITUE_CAPI_TABLE"));
}

fn source(name: &str) -> PathBuf {
    Path::new(ROOT).join("tests/c").join(name)
}

/// Whether to take a minute more, as `.ci/run` does: real work under valgrind.
fn thorough() -> bool {
    env::var_os("CI").is_some()
}

fn compare(file: &str, generated: &str) {
    let path = Path::new(ROOT).join("tests").join(file);
    if env::var_os("HABITUE_BLESS").is_some() {
        fs::write(&path, generated).expect("tests/ is writable");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == generated,
        "tests/{file} differs; HABITUE_BLESS=1 cargo test --features capi --test face symbols rewrites it\n{generated}"
    );
}

#[test]
fn the_symbols_are_those_of_the_committed_list_and_of_the_header() {
    let listed = run(Command::new("nm").args(["-D", "--defined-only"]).arg(library()));
    let mut symbols: Vec<&str> =
        listed.lines().filter_map(|line| line.split_whitespace().nth(2)).collect();
    symbols.sort_unstable();
    let foreign: Vec<&&str> = symbols.iter().filter(|name| !name.starts_with("habitue_")).collect();
    assert!(foreign.is_empty(), "exported without the prefix: {foreign:?}");
    let mut declared: Vec<String> =
        committed().functions.into_iter().map(|function| function.name).collect();
    declared.sort_unstable();
    // What DuckDB looks for in an extension is its interface, and not of the header.
    symbols.retain(|name| *name != "habitue_init_c_api");
    assert_eq!(symbols, declared, "the library and the header disagree");
    compare("capi_symbols.txt", &(symbols.join("\n") + "\n"));
}

#[test]
fn the_layout_of_structures_is_frozen_and_has_no_padding_symbols() {
    let mut text = String::new();
    let mut assertions = String::from("#include \"habitue.h\"\n");
    for (name, size, fields) in table::structures() {
        let _ = writeln!(text, "{name} {size}");
        let _ = writeln!(assertions, "_Static_assert(sizeof({name}) == {size}, \"{name}\");");
        let mut end = 0;
        for (field, offset, bytes) in fields {
            assert_eq!(offset, end, "{name} has padding before {field}");
            end = offset + bytes;
            let _ = writeln!(text, "    {field} {offset} {bytes}");
            let _ = writeln!(
                assertions,
                "_Static_assert(offsetof({name}, {field}) == {offset}, \"{name}.{field}\");"
            );
        }
        assert_eq!(end, size, "{name} has padding at its end");
    }
    assertions.push_str("int main(void) { return 0; }\n");
    let file = folder().join("layout.c");
    fs::write(&file, assertions).expect("the target folder is writable");
    program(&file, "layout", &["-std=c11"]);
    compare("capi_layout.txt", &text);
}

#[test]
fn the_header_compiles_in_every_dialect() {
    let twice = "#include \"habitue.h\"\n#include \"habitue.h\"\nint main(void) { return (int)habitue_abi_version() - HABITUE_ABI_VERSION; }\n";
    for (extension, compiler, standards) in
        [("c", "cc", ["c99", "c11", "c17"]), ("cpp", "c++", ["c++11", "c++17", "c++20"])]
    {
        let file = folder().join(format!("dialect.{extension}"));
        fs::write(&file, twice).expect("the target folder is writable");
        for standard in standards {
            run(Command::new(compiler)
                .arg(format!("-std={standard}"))
                .args(STRICT)
                .args(["-fsyntax-only", "-I"])
                .arg(Path::new(ROOT).join("include"))
                .arg(&file));
        }
    }
}

#[test]
fn the_contract_holds_from_c() {
    let version = format!("-DEXPECTED_VERSION=\"{}\"", env!("CARGO_PKG_VERSION"));
    let file = source("contract.c");
    let plain = program(&file, "contract", &["-std=gnu11", &version]);
    run(&mut Command::new(&plain));
    valgrind(&plain, &[]);
    let sanitize = "-fsanitize=address,undefined";
    let checked = program(
        &file,
        "contract_sanitized",
        &["-std=gnu11", &version, sanitize, "-fno-sanitize-recover=all"],
    );
    run(&mut Command::new(checked));
}

#[test]
fn the_wrapper_for_cpp_works_in_every_dialect() {
    let file = source("wrapper.cpp");
    for standard in ["c++11", "c++17", "c++20"] {
        let plain = program(&file, &format!("wrapper_{standard}"), &[&format!("-std={standard}")]);
        run(&mut Command::new(&plain));
        if standard == "c++17" {
            valgrind(&plain, &[]);
        }
    }
}

#[test]
fn the_examples_in_c_and_cpp_agree() {
    let examples = Path::new(ROOT).join("examples");
    let built = [
        program(&examples.join("c/customer_base.c"), "example_c", &["-std=c99"]),
        program(&examples.join("cpp/customer_base.cpp"), "example_cpp", &["-std=c++11"]),
    ];
    let printed = built.clone().map(|path| run(Command::new(path).current_dir(ROOT)));
    assert_eq!(printed[0], printed[1]);
    // Fader, Hardie and Lee (2005), table 2, gives these to three decimals.
    assert!(printed[0].contains("r 0.242595, alpha 4.413602, a 0.792922, b 2.425907"));
    for path in built {
        let refused = Command::new(&path).arg("Cargo.toml").current_dir(ROOT).output();
        let refused = refused.expect("the example starts");
        assert_eq!(refused.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&refused.stderr).contains("is no column"));
    }
    if thorough() {
        valgrind(&folder().join("example_c"), &[]);
    }
}

/// The programs of a CRM: as short as promised, and their lines the same, but for how much
/// progress was heard.
#[test]
fn a_crm_is_a_short_program_in_c_and_in_cpp() {
    let examples = Path::new(ROOT).join("examples");
    let sources = [
        (examples.join("c/crm.c"), "crm_c", "-std=c11", 120),
        (examples.join("cpp/crm.cpp"), "crm_cpp", "-std=c++17", 80),
    ];
    let data = ["examples/data/cdnow_sample.csv", "examples/data/cdnow_survey_synthetic.csv"];
    let printed = sources.map(|(source, name, standard, most)| {
        let text = fs::read_to_string(&source).expect("the examples are committed");
        let lines = text.lines().count();
        assert!(lines <= most, "{} has {lines} lines; at most {most}", source.display());
        assert!(text.lines().all(|line| line.chars().count() <= 100), "a line of {name} is long");
        let built = program(&source, name, &[standard]);
        let saved = folder().join(format!("{name}.model"));
        let mut wrong = Command::new(&built);
        let wrong = wrong.args(["Cargo.toml", data[1]]).arg(&saved).current_dir(ROOT).output();
        let wrong = wrong.expect("the example starts");
        assert_eq!(wrong.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&wrong.stderr).contains("is no column"));
        run(Command::new(&built).args(data).arg(&saved).current_dir(ROOT))
    });
    assert_eq!(printed[0], printed[1]);
    assert!(
        printed[0].contains("新客户") && printed[0].contains("cancelled; progress was heard: 1")
    );
    if thorough() {
        let saved = folder().join("crm_valgrind.model");
        let saved = saved.to_str().expect("a UTF-8 path");
        valgrind(&folder().join("crm_c"), &[data[0], data[1], saved]);
    }
}

/// A page and a picture from C in under 30 lines, with the bytes of Rust.
#[test]
fn a_page_and_a_picture_from_c_and_cpp_are_those_of_rust() {
    use habitue::Progress;
    use habitue::ledger::{Ledger, Rules, TransactionFormat};
    use habitue::report::{Language, Report, Sentence, draw};
    use habitue::study::{CheckKind, Study, StudyOptions};

    let source = Path::new(ROOT).join("examples/c/report.c");
    let text = fs::read_to_string(&source).expect("the examples are committed");
    assert!(text.lines().count() < 30, "{} lines", text.lines().count());
    assert!(text.lines().all(|line| line.chars().count() <= 100));
    let built = program(&source, "report_c", &["-std=c11"]);
    let data = Path::new(ROOT).join("examples/data/cdnow_sample.csv");
    let [page, picture] = ["report_c.html", "report_c.svg"].map(|name| folder().join(name));
    run(Command::new(&built).arg(&data).arg(&page).arg(&picture));

    let format = TransactionFormat::new("customer", "date", "amount");
    let rules = Rules::money(habitue::money::Currency::USD);
    let file = fs::File::open(&data).expect("the sample is committed");
    let mut silent = Progress::silent();
    let (ledger, _) = Ledger::read_csv(file, &format, &rules, &mut silent).expect("a ledger");
    let summary = habitue::summary::Summary::from_ledger(&ledger).expect("a summary");
    let options = StudyOptions::new();
    let study = Study::of(&summary, &options, None, &mut silent).expect("a study");
    let report = Report::new(&study, Language::English);
    let made = |path: &Path| fs::read_to_string(path).expect("the program wrote it");
    let (expected, tiers) = (report.page().expect("a page"), report.picture("tiers"));
    let tiers = draw::standalone(tiers.expect("tiers").svg());
    assert!(made(&page) == expected && made(&picture) == tiers);

    // The same from C++, which also tells the verdict.
    let built =
        program(&Path::new(ROOT).join("examples/cpp/report.cpp"), "report_cpp", &["-std=c++11"]);
    let [page, picture] = ["report_cpp.html", "report_cpp.svg"].map(|name| folder().join(name));
    let said = run(Command::new(&built).arg(&data).arg(&page).arg(&picture));
    assert!(made(&page) == expected && made(&picture) == tiers);
    assert!(said.starts_with(&report.sentence(Sentence::Headline)), "{said}");
    for kind in CheckKind::ALL {
        assert!(said.contains(&report.sentence(Sentence::CheckTitle(*kind))), "{said}");
    }
    for figure in study.named_figures() {
        assert!(said.contains(&format!("\n{} ", figure.name)), "{}: {said}", figure.name);
    }
    assert!(said.contains("\nbase.customers 2357\n"), "{said}");
    let wrong = Command::new(&built).args(["Cargo.toml", "a", "b"]).current_dir(ROOT).output();
    let wrong = wrong.expect("the example starts");
    assert_eq!(wrong.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("is no column"));
}

/// Runs the C and C++ snippets of a text as programs of their own; a snippet
/// without a `main` is the body of one.
fn run_snippets(text: &str, origin: &str) -> usize {
    let mut count = 0;
    for (language, extension, standard) in [("c", "c", "c11"), ("cpp", "cpp", "c++17")] {
        for (at, _) in text.match_indices(&format!("```{language}\n")) {
            let body = text[at..].split_once('\n').expect("a line").1;
            let body = body.split("```").next().unwrap_or_default();
            let code = if body.contains("int main") {
                body.to_owned()
            } else {
                let header = if extension == "c" { "habitue.h" } else { "habitue.hpp" };
                format!(
                    "#include <stdio.h>\n#include \"{header}\"\nint main(void)\n{{\n{body}\nreturn 0;\n}}\n"
                )
            };
            count += 1;
            let name = format!("{origin}_{language}_{count}");
            let file = folder().join(format!("{name}.{extension}"));
            fs::write(&file, code).expect("the target folder is writable");
            let built = program(&file, &name, &[&format!("-std={standard}")]);
            run(Command::new(&built).current_dir(ROOT));
            valgrind(&built, &[]);
        }
    }
    count
}

#[test]
fn the_snippets_of_the_readme_and_the_header_run() {
    let readme = fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap_or_default();
    let promised = readme.contains("\n### C\n");
    let found = run_snippets(&readme, "readme");
    assert!(found > 0 || !promised, "README.md has a chapter on C without a snippet in ```c");
    for header in ["habitue.h", "habitue.hpp"] {
        let text = fs::read_to_string(Path::new(ROOT).join("include").join(header))
            .expect("the headers are committed");
        run_snippets(&text, header.trim_end_matches(".hpp"));
    }
}

/// Whole at any moment: tests that run beside this one include the file.
fn write_table() {
    let mine = folder().join(format!("sweep_table_{:?}.h", std::thread::current().id()));
    fs::write(&mine, sweep::table(&committed())).expect("the target folder is writable");
    fs::rename(mine, folder().join("sweep_table.h")).expect("the target folder is writable");
}

const HOSTILE: [&str; 2] = ["-std=gnu11", "-DSWEEP_MAIN"];

#[test]
fn every_function_survives_everything_that_a_caller_can_get_wrong() {
    write_table();
    let plain = program(&source("sweep.c"), "sweep", &HOSTILE);
    println!("{}", run(&mut Command::new(&plain)));
    if thorough() {
        valgrind(&plain, &[]);
    }
}

/// The same with the sanitizers of the C compiler. Where memory was asked for is told by one frame:
/// all of them, kept for millions of requests, took five sixths of the time.
#[test]
fn every_function_survives_it_under_sanitizers() {
    write_table();
    let sanitize = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"];
    let checked = program(&source("sweep.c"), "sweep_sanitized", &[HOSTILE, sanitize].concat());
    run(Command::new(checked).env("ASAN_OPTIONS", "malloc_context_size=1"));
}

/// A fixed number of cases, so that every run sees the same, or as many as
/// `HABITUE_FUZZ_SECONDS` hold; `tests/c/fuzz.c` says how to see a case alone.
#[test]
fn every_function_answers_hostile_arguments_or_refuses_them() {
    write_table();
    let fuzz = program(&source("fuzz.c"), "fuzz", &["-std=gnu11", "-Wno-unused-function"]);
    let (seconds, cases) = match env::var("HABITUE_FUZZ_SECONDS") {
        Ok(seconds) => (seconds, u64::MAX),
        Err(_) => ("600".to_owned(), 30_000),
    };
    // Seconds of a call: one where the library is optimised.
    let patience = env::var("HABITUE_FUZZ_PATIENCE");
    let patience = patience.unwrap_or(if cfg!(debug_assertions) { "10" } else { "1" }.to_owned());
    println!(
        "{}",
        run(Command::new(fuzz)
            .arg(seconds)
            .env("FUZZ_CASES", cases.to_string())
            .env("FUZZ_PATIENCE", patience))
    );
}

/// The functions through the Rust library of this very test, so that a panic can
/// be put inside each.
unsafe extern "C" fn find(name: *const c_char) -> *mut c_void {
    // SAFETY: the sweep passes NUL-terminated names.
    let name = unsafe { CStr::from_ptr(name) };
    table::functions()
        .into_iter()
        .find(|(known, _)| name.to_str() == Ok(*known))
        .map_or(std::ptr::null_mut(), |(_, address)| address.cast_mut())
}

unsafe extern "C" fn inject(on: c_int) {
    habitue::capi::inject_panic(on != 0);
}

unsafe extern "C" {
    fn dlopen(file: *const c_char, flags: c_int) -> *mut c_void;
    fn dlsym(library: *mut c_void, name: *const c_char) -> *mut c_void;
}

type SweepPanics = unsafe extern "C" fn(
    unsafe extern "C" fn(*const c_char) -> *mut c_void,
    unsafe extern "C" fn(c_int),
) -> c_int;

#[test]
fn a_panic_inside_any_function_is_an_internal_error() {
    write_table();
    let path = folder().join("sweep.so");
    run(Command::new("cc")
        .args(["-std=gnu11", "-shared", "-fPIC", "-o"])
        .arg(&path)
        .args(STRICT)
        .arg("-I")
        .arg(Path::new(ROOT).join("include"))
        .arg("-I")
        .arg(folder())
        .arg(source("sweep.c")));
    let default_hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if panic.payload_as_str() != Some("injected by a test") {
            default_hook(panic);
        }
    }));
    let path = CString::new(path.to_str().expect("a UTF-8 path")).expect("no NUL");
    // SAFETY: the library was just built from tests/c/sweep.c, where the function
    // has this type; both callbacks live as long as the program.
    let complaints = unsafe {
        let library = dlopen(path.as_ptr(), 2);
        assert!(!library.is_null(), "{path:?} does not load");
        let address = dlsym(library, c"sweep_panics".as_ptr());
        assert!(!address.is_null());
        std::mem::transmute::<*mut c_void, SweepPanics>(address)(find, inject)
    };
    assert_eq!(complaints, 0, "see the standard error of this test");
}

#[test]
fn every_handle_is_made_for_the_sweep_and_can_be_freed() {
    let header = committed();
    let frees: Vec<&str> = header.functions.iter().map(|f| f.name.as_str()).collect();
    for handle in &header.handles {
        assert!(frees.contains(&format!("{handle}_free").as_str()), "{handle} cannot be freed");
        assert!(sweep::has_maker(handle), "tests/c/make_handles.h makes no {handle}");
    }
}

#[test]
fn every_function_has_its_error_last_and_its_manual() {
    for function in committed().functions {
        let name = &function.name;
        assert!(function.comment.len() > "/* */".len(), "{name} does not say what it does");
        if function.returns_status() {
            let last = function.parameters.last().map(|parameter| &parameter.kind);
            assert_eq!(last, Some(&Kind::Error), "{name} does not end with the error");
        }
    }
}

/// Most parameters of a function, and most functions.
const WIDEST: usize = 8;
const FUNCTIONS: usize = 200;

#[test]
fn the_header_stays_small() {
    let functions = committed().functions;
    for Function { name, parameters, .. } in &functions {
        let count = parameters.len();
        assert!(count <= WIDEST, "{name} has {count} parameters, more than {WIDEST}");
    }
    let count = functions.len();
    assert!(count <= FUNCTIONS, "{count} functions, more than {FUNCTIONS}");
}

#[test]
fn names_are_unique_once_shortened_by_no_one() {
    let mut seen = BTreeMap::new();
    for function in committed().functions {
        assert!(
            seen.insert(function.name.clone(), ()).is_none(),
            "{} is declared twice",
            function.name
        );
    }
}
