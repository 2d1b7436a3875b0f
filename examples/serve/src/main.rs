//! Starts the service, and ends it at SIGINT or SIGTERM with everything handed in written.

use std::process::ExitCode;
use std::sync::Arc;

use axum::serve::ListenerExt;
use serve::artefact;
use serve::error::{Error, Result};
use serve::http;
use serve::sample;
use serve::service::Service;
use serve::settings::Settings;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("serve: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let settings = Settings::read(std::env::args().skip(1))?;
    let scorer = match &settings.artefact {
        Some(path) => artefact::open(path)?,
        None => sample::scorer()?,
    };
    let service = Arc::new(Service::open(scorer, &settings.data, settings.rhythm)?);
    let listen = settings.listen.clone();
    let failed = move |source| Error::File { path: listen.clone().into(), source };
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    let runtime = builder.enable_io().build().map_err(&failed)?;
    runtime.block_on(async {
        let listener = TcpListener::bind(&settings.listen).await.map_err(&failed)?;
        println!("listening on {}", listener.local_addr().map_err(&failed)?);
        // An answer is one small packet, which shall not wait for another.
        let listener = listener.tap_io(|connection| drop(connection.set_nodelay(true)));
        axum::serve(listener, http::routes(service))
            .with_graceful_shutdown(stopped())
            .await
            .map_err(&failed)
    })
}

/// Returns when somebody stops the service.
async fn stopped() {
    let (interrupt, terminate) = (SignalKind::interrupt(), SignalKind::terminate());
    if let (Ok(mut interrupt), Ok(mut terminate)) = (signal(interrupt), signal(terminate)) {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    }
}
