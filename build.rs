//! Generates the C header from `src/capi`, only under the feature `capi`.
//!
//! The header goes to `OUT_DIR`; `include/habitue.h` is the committed copy, and
//! a test compares the two (`HABITUE_BLESS=1 cargo test --features capi header`
//! rewrites the copy). Nothing is written into the source tree.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "capi")]
    capi::build();
}

#[cfg(feature = "capi")]
mod capi {
    use std::env;
    use std::path::PathBuf;

    use cbindgen::{Builder, Config, DocumentationLength, DocumentationStyle, Language, Style};

    pub(super) fn build() {
        println!("cargo::rerun-if-changed=src/capi");
        let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
        let header = out.join("habitue.h");
        generate().write_to_file(&header);
        println!("cargo::rustc-env=HABITUE_GENERATED_HEADER={}", header.display());
        link_arguments();
    }

    /// The name that programs record and look for, and a library that stays
    /// loaded: unloading Rust code whose thread-locals live on is a crash.
    fn link_arguments() {
        if env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
            println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libhabitue.so.0");
            println!("cargo::rustc-cdylib-link-arg=-Wl,-z,nodelete");
        }
    }

    fn generate() -> cbindgen::Bindings {
        let mut config = Config {
            language: Language::C,
            style: Style::Both,
            cpp_compat: true,
            documentation: true,
            documentation_style: DocumentationStyle::C,
            documentation_length: DocumentationLength::Full,
            include_guard: Some("HABITUE_H".to_owned()),
            no_includes: true,
            sys_includes: vec!["stddef.h".to_owned(), "stdint.h".to_owned()],
            usize_is_size_t: true,
            header: Some(include_str!("src/capi/contract.h").trim_end().to_owned()),
            after_includes: Some(include_str!("src/capi/macros.h").trim_end().to_owned()),
            line_length: 100,
            tab_width: 4,
            ..Config::default()
        };
        config.function.prefix = Some("HABITUE_API".to_owned());
        config.function.must_use = Some("HABITUE_NODISCARD".to_owned());
        // The parser follows the `mod` declarations; naming the files as well
        // would declare every function twice.
        Builder::new()
            .with_config(config)
            .with_src("src/capi/mod.rs")
            .generate()
            .expect("src/capi translates to C")
    }
}
