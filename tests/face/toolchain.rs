//! The C side of the tests: compilers, the shared library, programs that run.
#![allow(clippy::panic, clippy::print_stdout)]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

pub(crate) const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A folder of this test run for generated sources and programs.
pub(crate) fn folder() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("c_abi");
        fs::create_dir_all(&folder).expect("the target folder is writable");
        // The library under the name that programs record (its SONAME) and the
        // one that the linker looks for.
        for name in ["libhabitue.so.0", "libhabitue.so"] {
            let copy = folder.join(format!("{name}.new"));
            fs::copy(library(), &copy).expect("the shared library is built");
            fs::rename(copy, folder.join(name)).expect("the target folder is writable");
        }
        folder
    })
}

/// The shared library that cargo built beside this test.
pub(crate) fn library() -> PathBuf {
    let test = env::current_exe().expect("a path to this test");
    test.parent().expect("a folder of tests").join("libhabitue.so")
}

pub(crate) fn installed(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
}

/// Runs a command and answers what it printed; fails the test if it fails.
pub(crate) fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?} failed\n{}", printed(&output));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub(crate) fn printed(output: &Output) -> String {
    format!(
        "{}\n{}{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

/// Warnings that stop a build: the header must be clean for the strictest caller.
pub(crate) const STRICT: [&str; 4] = ["-Wall", "-Wextra", "-Wpedantic", "-Werror"];

/// Compiles and links a C or C++ program against the shared library.
pub(crate) fn program(source: &Path, name: &str, arguments: &[&str]) -> PathBuf {
    let cpp = source.extension().is_some_and(|extension| extension == "cpp");
    let path = folder().join(name);
    run(Command::new(if cpp { "c++" } else { "cc" })
        .args(arguments)
        .args(STRICT)
        .args(["-g", "-O1", "-I"])
        .arg(Path::new(ROOT).join("include"))
        .arg("-I")
        .arg(folder())
        .arg("-o")
        .arg(&path)
        .arg(source)
        .arg("-L")
        .arg(folder())
        .args(["-Wl,--no-as-needed", "-lhabitue", "-Wl,--as-needed", "-ldl", "-lpthread", "-lm"])
        .arg(format!("-Wl,-rpath,{}", folder().display())));
    path
}

/// Runs a program under valgrind, where there is one.
pub(crate) fn valgrind(program: &Path, arguments: &[&str]) {
    if !installed("valgrind") {
        println!("NOT RUN under valgrind, which is not installed: {}", program.display());
        return;
    }
    // Not `possible` leaks: the standard library keeps the handle of the main
    // thread by a pointer into its middle.
    run(Command::new("valgrind")
        .args(["--quiet", "--error-exitcode=99", "--leak-check=full"])
        .args(["--errors-for-leak-kinds=definite,indirect", "--fair-sched=yes"])
        .arg(program)
        .args(arguments)
        .current_dir(ROOT));
}
