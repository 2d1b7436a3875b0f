//! What the service says over HTTP.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use habitue::time::Phase;
use serde::Serialize;
use serde_json::json;

use crate::base::Outcome;
use crate::message::{LONGEST, Message};
use crate::service::Service;
use crate::writer::Unwritten;

/// The longest body of a request, in bytes.
const BODY: usize = 16 * 1024;

/// The routes over a service.
pub fn routes(service: Arc<Service>) -> Router {
    Router::new()
        .route("/health", get(health))
        .route("/purchases", post(purchase))
        .route("/customers/{id}", get(standing).delete(erase))
        .layer(DefaultBodyLimit::max(BODY))
        .with_state(service)
}

async fn health(State(service): State<Arc<Service>>) -> Response {
    let is_broken = service.writer().is_broken();
    let status = if is_broken { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK };
    let journal = if is_broken { "broken" } else { "sound" };
    let snapshot = if service.writer().is_unsaved() { "failed" } else { "sound" };
    let sequence = service.base().sequence();
    say(status, &json!({ "journal": journal, "snapshot": snapshot, "sequence": sequence }))
}

async fn purchase(State(service): State<Arc<Service>>, body: Bytes) -> Response {
    let purchase = match serde_json::from_slice(&body) {
        Ok(purchase) => Message::Purchase(purchase),
        Err(error) => return wrong(StatusCode::BAD_REQUEST, "json", &error.to_string()),
    };
    if let Some(refused) = refused_at_the_door(&service, &purchase) {
        return refused;
    }
    match service.writer().write(purchase).await {
        Ok(Outcome::Refused(error)) => refusal(&error),
        Ok(Outcome::Counted(phase)) => {
            say(StatusCode::OK, &json!({ "counted": true, "window": named(phase) }))
        }
        Ok(_) => say(StatusCode::OK, &json!({ "counted": false })),
        Err(error) => unwritten(error),
    }
}

/// Where a purchase stands to the window of the artefact.
fn named(phase: Phase) -> &'static str {
    match phase {
        Phase::Before => "before",
        Phase::Calibration => "within",
        Phase::Holdout => "holdout",
        _ => "after",
    }
}

async fn standing(State(service): State<Arc<Service>>, Path(id): Path<String>) -> Response {
    match service.standing(&id) {
        Ok(Some(standing)) => say(StatusCode::OK, &standing),
        Ok(None) => {
            wrong(StatusCode::NOT_FOUND, "unknown", "no purchase of this customer is in the window")
        }
        Err(error) => refusal(&error),
    }
}

async fn erase(State(service): State<Arc<Service>>, Path(id): Path<String>) -> Response {
    let erasure = Message::Erasure(id);
    if let Some(refused) = refused_at_the_door(&service, &erasure) {
        return refused;
    }
    match service.writer().write(erasure).await {
        Ok(outcome) => {
            say(StatusCode::OK, &json!({ "erased": matches!(outcome, Outcome::Erased(true)) }))
        }
        Err(error) => unwritten(error),
    }
}

/// The refusal of what would be refused whatever the base holds: it does not reach the journal.
fn refused_at_the_door(service: &Service, message: &Message) -> Option<Response> {
    if let Some(name) = message.too_long() {
        let words = format!("{name} is longer than {LONGEST} bytes");
        return Some(wrong(StatusCode::UNPROCESSABLE_ENTITY, "length", &words));
    }
    service.base().check(message).err().map(|error| refusal(&error))
}

fn unwritten(error: Unwritten) -> Response {
    wrong(StatusCode::SERVICE_UNAVAILABLE, "unwritten", &error.to_string())
}

/// What the library refused, by name.
fn refusal(error: &habitue::Error) -> Response {
    let told = json!({ "error": {
        "kind": error.kind().name(),
        "message": error.to_string(),
        "column": error.column(),
        "value": error.value(),
        "allowed": error.allowed(),
    } });
    say(StatusCode::UNPROCESSABLE_ENTITY, &told)
}

fn wrong(status: StatusCode, kind: &str, message: &str) -> Response {
    say(status, &json!({ "error": { "kind": kind, "message": message } }))
}

fn say(status: StatusCode, body: &impl Serialize) -> Response {
    match serde_json::to_vec(body) {
        Ok(body) => (status, [(header::CONTENT_TYPE, "application/json")], body).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}
