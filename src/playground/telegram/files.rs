//! Files: what is uploaded, kept and fetched.

use super::methods::Call;
use super::refusal::Refusal;
use super::world::{Attachment, Message, Stored, World};
use serde_json::{Value, json};

const MEGABYTE: usize = 1 << 20;

/// `getFile`.
pub(super) fn get(world: &mut World, call: &Call) -> Result<Value, Refusal> {
    let id = call.text("file_id").unwrap_or_default();
    let Some(file) = world.files.get(id) else {
        return Err(Refusal::bad_request("invalid file_id"));
    };
    if file.bytes.len() > 20 * MEGABYTE {
        return Err(Refusal::bad_request("file is too big"));
    }
    let mut answer = file_json(id, file);
    answer["file_path"] = json!(file.path);
    Ok(answer)
}

/// The file of a request, new or sent before; returns its `file_id`.
pub(super) fn sent(world: &mut World, call: &Call, field: &'static str) -> Result<String, Refusal> {
    let named = call.text(field).unwrap_or(field);
    if let Some(upload) = call.uploads.get(named.strip_prefix("attach://").unwrap_or(named)) {
        if upload.bytes.is_empty() {
            return Err(Refusal::rule("file must be non-empty"));
        }
        let (kind, most) = if field == "photo" { ("photos", 10) } else { ("documents", 50) };
        if upload.bytes.len() > most * MEGABYTE {
            return Err(Refusal { code: 413, ..Refusal::rule("Request Entity Too Large: the file is too big") });
        }
        if kind == "photos" {
            check_size(size_of_picture(&upload.bytes).ok_or_else(|| Refusal::rule("IMAGE_PROCESS_FAILED"))?)?;
        }
        if kind == "documents" {
            check_name(&upload.name)?;
        }
        return Ok(world.keep(kind, &upload.name, &upload.mime, upload.bytes.clone()));
    }
    if named.starts_with("attach://") {
        return Err(Refusal::rule(format!("file \"{named}\" is not in the request")));
    }
    if named.contains("://") {
        return Err(Refusal::rule("this emulator fetches no files from addresses"));
    }
    match world.files.get(named).map(|file| file.kind) {
        None => Err(Refusal::rule("wrong file identifier/HTTP URL specified")),
        Some("photos") if field == "document" => Err(Refusal::rule("can't use file of type Photo as Document")),
        Some("documents" | "voice") if field == "photo" => {
            Err(Refusal::rule("can't use file of type Document as Photo"))
        }
        Some(_) => Ok(named.to_owned()),
    }
}

/// The real server makes another name of one like this without a word; a correct bot sends none.
fn check_name(name: &str) -> Result<(), Refusal> {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let changed = stem.trim().is_empty()
        || stem.chars().count() > 60
        || extension.chars().count() > 20
        || name.chars().any(|c| c.is_control() || "/\\\"<>:|?*".contains(c));
    if changed { Err(Refusal::rule(format!("file name \"{name}\" would be changed"))) } else { Ok(()) }
}

fn check_size((width, height): (u32, u32)) -> Result<(), Refusal> {
    let (short, long) = (width.min(height), width.max(height));
    if short == 0 || width.saturating_add(height) > 10_000 || long > short.saturating_mul(20) {
        return Err(Refusal::rule("PHOTO_INVALID_DIMENSIONS"));
    }
    Ok(())
}

/// Width and height of a PNG or a JPEG.
pub(super) fn size_of_picture(bytes: &[u8]) -> Option<(u32, u32)> {
    let long = |at: usize| bytes.get(at..at + 4).map(|b| u32::from_be_bytes([b[0], b[1], b[2], b[3]]));
    let short = |at: usize| bytes.get(at..at + 2).map(|b| u16::from_be_bytes([b[0], b[1]]));
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some((long(16)?, long(20)?));
    }
    if !bytes.starts_with(b"\xff\xd8") {
        return None;
    }
    let mut at = 2;
    loop {
        let (mark, kind) = (*bytes.get(at)?, *bytes.get(at + 1)?);
        match (mark, kind) {
            (0xff, 0xff) => at += 1,
            (0xff, 0xc0..=0xcf) if ![0xc4, 0xc8, 0xcc].contains(&kind) => {
                return Some((short(at + 7)?.into(), short(at + 5)?.into()));
            }
            (0xff, _) => at += 2 + usize::from(short(at + 2)?),
            _ => return None,
        }
    }
}

/// Makes a kept photo the content of a message.
pub(super) fn show_photo(world: &World, message: &mut Message, id: &str) {
    let Some(file) = world.files.get(id) else { return };
    let (width, height) = size_of_picture(&file.bytes).unwrap_or((1280, 960));
    let mut size = file_json(id, file);
    size["width"] = json!(width);
    size["height"] = json!(height);
    message.body.insert("photo".into(), json!([size]));
    message.photo = Some(Attachment { name: String::new(), size: file.bytes.len(), path: file.path.clone() });
}

/// A kept file as `Document` of the Bot API.
pub(super) fn document_json(id: &str, file: &Stored) -> Value {
    let mut document = file_json(id, file);
    document["file_name"] = json!(file.name);
    document["mime_type"] = json!(file.mime);
    document
}

/// What every kind of file tells of itself.
pub(super) fn file_json(id: &str, file: &Stored) -> Value {
    json!({ "file_id": id, "file_unique_id": format!("u{}", &id[12..]), "file_size": file.bytes.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_a_picture_is_read_from_its_header() {
        let png =
            [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &640_u32.to_be_bytes(), &480_u32.to_be_bytes()].concat();
        assert_eq!(size_of_picture(&png), Some((640, 480)));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\x01\xe0\x02\x80\x03";
        assert_eq!(size_of_picture(jpeg), Some((640, 480)));
        assert_eq!(size_of_picture(b"not a picture"), None);
        assert_eq!(size_of_picture(b"\xff\xd8\xff"), None);
    }

    #[test]
    fn a_name_that_would_be_changed_is_found_out() {
        let longest = format!("{}.ics", "ы".repeat(60));
        for name in ["visit.ics", "Монтаж 25 ноя.ics", longest.as_str()] {
            assert_eq!(check_name(name), Ok(()), "{name}");
        }
        let longer = format!("{}.ics", "ы".repeat(61));
        for name in ["", ".ics", "../visit.ics", "a\"b.ics", "a\r\nb.ics", longer.as_str()] {
            assert!(check_name(name).is_err(), "{name}");
        }
    }

    #[test]
    fn a_photo_keeps_to_telegrams_proportions() {
        assert_eq!(check_size((2000, 100)), Ok(()));
        assert!(check_size((2001, 100)).is_err(), "over 20 to 1");
        assert_eq!(check_size((9000, 1000)), Ok(()));
        assert!(check_size((9000, 1001)).is_err(), "sum over 10 000");
    }
}
