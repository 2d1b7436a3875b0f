//! A service that runs as a process of its own.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

/// Killed, as `kill -9` does it, when it is dropped.
pub struct Running {
    child: Child,
    pub address: SocketAddr,
}

/// The command that starts a service over a directory, with more arguments.
pub fn command(data: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_serve"));
    command.args(["--listen", "127.0.0.1:0", "--data"]).arg(data).args(more);
    command
}

impl Running {
    /// Starts one and waits until it listens.
    pub fn start(data: &Path, more: &[&str]) -> Self {
        let mut child = command(data, more).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on ");
        let address = address.unwrap_or_else(|| panic!("{line:?}")).parse().unwrap();
        Self { child, address }
    }

    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a service says that does not start.
pub fn refused(data: &Path, more: &[&str]) -> String {
    let Output { status, stderr, .. } = command(data, more).output().unwrap();
    assert!(!status.success());
    String::from_utf8(stderr).unwrap()
}
