//! What a piece of work cost the store: units and sequential round trips. Shown in logs and held by the benchmark.

use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};

use aws_sdk_dynamodb::types::ConsumedCapacity;

/// Units consumed and round trips made.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Usage {
    /// Read units; an eventually consistent read of up to 4 KB is half of one.
    pub read_units: f64,
    /// Write units.
    pub write_units: f64,
    /// Round trips one after another: calls that overlap count as one.
    pub round_trips: u32,
    /// Queries among the calls, a page each.
    pub queries: u32,
    in_flight: u32,
}

tokio::task_local! {
    static METER: Arc<Mutex<Usage>>;
}

/// Runs the work and tells what it cost.
pub async fn metered<T>(work: impl Future<Output = T>) -> (T, Usage) {
    let meter = Arc::new(Mutex::new(Usage::default()));
    let output = METER.scope(Arc::clone(&meter), work).await;
    let usage = *meter.lock().unwrap_or_else(PoisonError::into_inner);
    // A meter around this one sees the work too: the log's inside the benchmark's.
    change(|outer| {
        outer.read_units += usage.read_units;
        outer.write_units += usage.write_units;
        outer.round_trips += usage.round_trips;
        outer.queries += usage.queries;
    });
    (output, usage)
}

/// Counts a call; nothing is counted outside [`metered`].
pub(crate) async fn call<T>(request: impl Future<Output = T>) -> T {
    change(|usage| {
        usage.round_trips += u32::from(usage.in_flight == 0);
        usage.in_flight += 1;
    });
    let answer = request.await;
    change(|usage| usage.in_flight = usage.in_flight.saturating_sub(1));
    answer
}

/// Tells a query from other calls.
pub(crate) fn query() {
    change(|usage| usage.queries += 1);
}

pub(crate) fn reads<'a>(consumed: impl IntoIterator<Item = &'a ConsumedCapacity>) {
    let units: f64 = consumed.into_iter().filter_map(ConsumedCapacity::capacity_units).sum();
    change(|usage| usage.read_units += units);
}

pub(crate) fn writes<'a>(consumed: impl IntoIterator<Item = &'a ConsumedCapacity>) {
    let units: f64 = consumed.into_iter().filter_map(ConsumedCapacity::capacity_units).sum();
    change(|usage| usage.write_units += units);
}

fn change(step: impl FnOnce(&mut Usage)) {
    // Work outside a metered scope (demo data, sweeps) is simply not counted.
    let _ = METER.try_with(|meter| step(&mut meter.lock().unwrap_or_else(PoisonError::into_inner)));
}
