//! The pages themselves. A client can be slow, hostile or one of many: it costs no more than a place for a while, and checking
//! goes on whatever happens here.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HOST, HeaderValue};
use hyper::http::uri::Authority;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use log::{debug, error, info};
use prometheus_client::encoding::prometheus_text;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

use super::Board;

/// A port that another program has is tried again so soon.
const RETRY: Duration = Duration::from_secs(10);
/// Clients at a time; more wait until the system turns them away.
const CLIENTS: usize = 64;
/// From the first byte of a request to the last of the answer.
const LONGEST: Duration = Duration::from_secs(5);
const HEAD: Duration = Duration::from_secs(2);
const HEAD_BYTES: usize = 16 << 10;
const HEADERS: usize = 64;

/// Answers until it is dropped.
pub struct Server {
    runtime: Option<Runtime>,
    pub address: SocketAddr,
}

impl Server {
    /// None where the system gives no thread for it: that is told, and reports are checked all the same.
    pub fn start(address: SocketAddr, board: Arc<Board>) -> Option<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("operations")
            .enable_io()
            .enable_time()
            .build()
            .inspect_err(|error| error!("http://{address}/health cannot be served: {error}"))
            .ok()?;
        runtime.spawn(serve(address, board));
        Some(Server {
            runtime: Some(runtime),
            address,
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

async fn serve(address: SocketAddr, board: Arc<Board>) {
    let listener = bind(address).await;
    let places = Arc::new(Semaphore::new(CLIENTS));
    while let Ok(place) = Arc::clone(&places).acquire_owned().await {
        match listener.accept().await {
            Ok((stream, _)) => {
                let board = Arc::clone(&board);
                tokio::spawn(async move {
                    if timeout(LONGEST, answer(stream, board)).await.is_err() {
                        debug!("a client of {address} was too slow");
                    }
                    drop(place);
                });
            }
            Err(error) => {
                debug!("{address} takes no client now: {error}");
                sleep(Duration::from_secs(1)).await;
            }
        }
    }
}

async fn bind(address: SocketAddr) -> TcpListener {
    let mut told = None;
    loop {
        match TcpListener::bind(address).await {
            Ok(listener) => {
                let address = listener.local_addr().unwrap_or(address);
                info!("http://{address}/health and http://{address}/metrics tell how it is");
                return listener;
            }
            Err(error) => {
                if told.replace(error.kind()) != Some(error.kind()) {
                    error!(
                        "http://{address}/health and /metrics cannot be served: {error}; end the program that has the port (`ss -ltnp` names it), or name another with `listen` in tillsyn.toml; reports are checked meanwhile, and it is tried again every {} s",
                        RETRY.as_secs()
                    );
                }
                sleep(RETRY).await;
            }
        }
    }
}

async fn answer(stream: TcpStream, board: Arc<Board>) {
    let service = service_fn(move |request: Request<Incoming>| {
        let response = page(&request, &board);
        async move { Ok::<_, Infallible>(response) }
    });
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_headers(HEADERS)
        .max_buf_size(HEAD_BYTES)
        .keep_alive(false)
        .serve_connection(TokioIo::new(stream), service)
        .await;
    if let Err(error) = served {
        debug!("a client was not answered: {error}");
    }
}

fn page(request: &Request<Incoming>, board: &Board) -> Response<Full<Bytes>> {
    const TEXT: &str = "text/plain; charset=utf-8";
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut refused = response(StatusCode::METHOD_NOT_ALLOWED, TEXT, "only GET\n".to_string());
        refused
            .headers_mut()
            .insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return refused;
    }
    if !is_asked_here(request) {
        let remedy = "ask for it as 127.0.0.1 or localhost; a proxy sends that as Host\n";
        return response(StatusCode::FORBIDDEN, TEXT, remedy.to_string());
    }
    match request.uri().path() {
        "/health" => {
            let health = board.health();
            let status = if health.is_ok() {
                StatusCode::OK
            } else {
                StatusCode::SERVICE_UNAVAILABLE
            };
            let text = serde_json::to_string_pretty(&health).unwrap_or_default();
            response(status, "application/json", text + "\n")
        }
        "/metrics" => response(StatusCode::OK, prometheus_text::CONTENT_TYPE, board.metrics()),
        _ => response(
            StatusCode::NOT_FOUND,
            TEXT,
            "here are /health and /metrics\n".to_string(),
        ),
    }
}

/// A page of the web that had its own name lead to this machine could read what is told here.
fn is_asked_here(request: &Request<Incoming>) -> bool {
    let Some(host) = request.headers().get(HOST) else {
        return true;
    };
    let Ok(host) = host.to_str().unwrap_or_default().parse::<Authority>() else {
        return false;
    };
    let name = host.host().trim_matches(['[', ']']);
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok_and(|own| own.is_loopback())
}

fn response(status: StatusCode, kind: &'static str, text: String) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::from(text));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
