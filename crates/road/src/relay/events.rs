//! What comes over a wake stream, line by line.
//!
//! It exists apart from the connection so that rubbish can be tried without one. Only what `docs/relay.md` promises
//! is looked for; all else of server-sent events is passed over.

use super::Fault;
use countersign_wire::relay::Cursor;

/// A line is a word and a cursor; nothing on this stream is longer.
const LINE_BYTES_MAX: usize = 256;

/// A whole stream: a wake and a sign of life each second for as long as a relay lets one last, many times over.
const STREAM_BYTES_MAX: usize = 1024 * 1024;

/// What some bytes said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heard {
    /// Not a whole line yet.
    Nothing,
    /// The other end lives.
    Life,
    /// There is something; perhaps up to this number.
    Wake(Option<Cursor>),
}

/// Reads a wake stream.
#[derive(Default)]
pub(super) struct Events {
    line: Vec<u8>,
    wakes: bool,
    cursor: Option<Cursor>,
    bytes: usize,
}

impl Events {
    /// Reads on. Of several wakes only the last is told.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Result<Heard, Fault> {
        self.bytes = self.bytes.saturating_add(bytes.len());
        if self.bytes > STREAM_BYTES_MAX {
            return Err(Fault::Malformed);
        }
        let mut heard = Heard::Nothing;
        for byte in bytes {
            if *byte != b'\n' {
                if self.line.len() == LINE_BYTES_MAX {
                    return Err(Fault::Malformed);
                }
                self.line.push(*byte);
                continue;
            }
            if let Some(cursor) = self.line_ended() {
                heard = Heard::Wake(cursor);
            } else if heard == Heard::Nothing {
                heard = Heard::Life;
            }
        }
        Ok(heard)
    }

    /// The cursor of an event that ended with this line, if one did and it was a wake.
    fn line_ended(&mut self) -> Option<Option<Cursor>> {
        let line = std::mem::take(&mut self.line);
        let line = line.strip_suffix(b"\r").unwrap_or(&line);
        if line.is_empty() {
            let cursor = self.cursor.take();
            return std::mem::take(&mut self.wakes).then_some(cursor);
        }
        let text = std::str::from_utf8(line).unwrap_or_default();
        if text == "event: wake" {
            self.wakes = true;
        } else if let Some(cursor) = text.strip_prefix("id: ") {
            self.cursor = cursor.parse().ok();
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{Cursor, Events, Fault, Heard};

    const WAKE: &[u8] = b"event: wake\nid: 00000000000000ff.17\ndata: 00000000000000ff.17\n\n";
    const AT: Cursor = Cursor {
        epoch: 255,
        number: 17,
    };

    #[test]
    fn a_wake_is_heard_when_it_is_whole_however_it_is_cut() {
        for cut in 0..WAKE.len() {
            let mut events = Events::default();
            let (head, tail) = WAKE.split_at(cut);
            assert!(!matches!(events.read(head), Ok(Heard::Wake(_)) | Err(_)));
            assert_eq!(events.read(tail), Ok(Heard::Wake(Some(AT))), "cut at {cut}");
        }
    }

    #[test]
    fn a_comment_is_a_sign_of_life_and_no_wake() {
        let mut events = Events::default();
        assert_eq!(events.read(b":"), Ok(Heard::Nothing));
        assert_eq!(events.read(b"\n\n"), Ok(Heard::Life));
        assert_eq!(events.read(b"event: other\nid: 1\n\n"), Ok(Heard::Life));
        assert_eq!(events.read(b"data: wake\n\n\xff\xfe\n\n"), Ok(Heard::Life));
    }

    #[test]
    fn a_wake_without_a_cursor_that_can_be_read_is_a_wake_all_the_same() {
        let mut events = Events::default();
        let woken = events.read(b"id: 12\r\nevent: wake\r\n\r\n");
        assert_eq!(woken, Ok(Heard::Wake(None)));
    }

    #[test]
    fn a_line_or_a_stream_without_end_is_refused() {
        assert_eq!(Events::default().read(&[b'a'; 257]), Err(Fault::Malformed));
        let mut events = Events::default();
        let flood = [b'\n'; 4096];
        let refused = (0..300).find_map(|_| events.read(&flood).err());
        assert_eq!(refused, Some(Fault::Malformed));
    }
}
