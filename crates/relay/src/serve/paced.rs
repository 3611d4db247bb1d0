//! A connection that has to take what it asked for.
//!
//! Hyper bounds how slowly a question may come; nothing bounds how slowly an answer is taken. Here a write
//! that makes no progress for some time ends the connection.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep};

/// A stream whose writes must make progress.
pub(super) struct Paced<S> {
    stream: S,
    patience: Duration,
    stalled: Pin<Box<Sleep>>,
    waits: bool,
}

impl<S> Paced<S> {
    /// A stream that is left when nothing at all is taken for as long as `patience`.
    pub(super) fn new(stream: S, patience: Duration) -> Self {
        Self {
            stream,
            patience,
            stalled: Box::pin(sleep(patience)),
            waits: false,
        }
    }

    /// Starts the clock at the first wait, stops it at progress, and ends the connection when it ran out.
    fn judge<T>(
        &mut self,
        context: &mut Context<'_>,
        polled: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if polled.is_ready() {
            self.waits = false;
            return polled;
        }
        if !self.waits {
            self.waits = true;
            let until = Instant::now() + self.patience;
            self.stalled.as_mut().reset(until);
        }
        match self.stalled.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Paced<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Paced<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.judge(context, polled)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write_vectored(context, pieces);
        self.judge(context, polled)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let polled = Pin::new(&mut self.stream).poll_flush(context);
        self.judge(context, polled)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let polled = Pin::new(&mut self.stream).poll_shutdown(context);
        self.judge(context, polled)
    }
}

#[cfg(test)]
mod tests {
    use super::Paced;
    use std::io::ErrorKind;
    use std::time::Duration;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};
    use tokio::time::Instant;

    #[tokio::test]
    async fn who_takes_nothing_is_left() {
        let (ours, _theirs) = duplex(8);
        let patience = Duration::from_millis(40);
        let began = Instant::now();
        let failed = Paced::new(ours, patience).write_all(&[0; 100]).await;
        assert_eq!(failed.unwrap_err().kind(), ErrorKind::TimedOut);
        assert!(began.elapsed() >= patience);
    }

    #[tokio::test]
    async fn who_takes_everything_is_not() {
        let (ours, mut theirs) = duplex(8);
        let mut paced = Paced::new(ours, Duration::from_secs(60));
        let mut taken = [0; 96];
        let (written, read) =
            tokio::join!(paced.write_all(&[7; 96]), theirs.read_exact(&mut taken));
        assert!(written.is_ok() && read.is_ok() && taken == [7; 96]);
    }
}
