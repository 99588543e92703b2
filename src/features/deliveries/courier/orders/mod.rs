//! Their orders: taken over, asked after, called back, cancelled, paid for. What they say moves the delivery forward, never
//! back.

mod jobs;

pub use jobs::{HOOK, adopt, cancel, hear, poll, put_cancel, put_poll, tell};
