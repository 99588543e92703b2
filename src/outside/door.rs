//! The door of a server that stands in for another system: open to calls, or shut so that nobody gets in while the number
//! stays ours.

use std::{
    io,
    net::SocketAddr,
    sync::{Mutex, MutexGuard, PoisonError},
};
use tokio::{
    net::{TcpListener, TcpSocket},
    task::JoinHandle,
};

/// Answers whoever comes.
type Serve = Box<dyn Fn(TcpListener) -> JoinHandle<()> + Send + Sync>;

/// A port of 127.0.0.1; dropped, it is given back.
pub(crate) struct Door {
    address: SocketAddr,
    serve: Serve,
    state: Mutex<State>,
}

enum State {
    Open(JoinHandle<()>),
    Shut(TcpSocket),
    /// Between the two.
    Moving,
}

impl Drop for Door {
    fn drop(&mut self) {
        if let State::Open(task) = self.state.get_mut().unwrap_or_else(PoisonError::into_inner) {
            task.abort();
        }
    }
}

impl Door {
    /// A free port, open.
    pub(crate) async fn open(serve: Serve) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let state = Mutex::new(State::Open(serve(listener)));
        Ok(Self { address, serve, state })
    }

    /// Where it is.
    pub(crate) const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Whether nobody gets in: connections are refused.
    pub(crate) fn is_shut(&self) -> bool {
        matches!(*self.state(), State::Shut(_))
    }

    /// From now on connections are refused, or not any more.
    pub(crate) async fn set_shut(&self, shut: bool) -> io::Result<()> {
        let before = std::mem::replace(&mut *self.state(), State::Moving);
        let after = match before {
            State::Open(task) if shut => {
                task.abort();
                // The listener goes with the task: until then the address is taken.
                let _ = task.await;
                let socket = TcpSocket::new_v4()?;
                socket.set_reuseaddr(true)?;
                socket.bind(self.address)?;
                State::Shut(socket)
            }
            State::Shut(socket) if !shut => State::Open((self.serve)(socket.listen(1024)?)),
            as_it_was => as_it_was,
        };
        *self.state() = after;
        Ok(())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
