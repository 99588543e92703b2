//! What a person did, without Telegram: the rooms see nothing else.

use crate::{bot::turn::Update, named, phone::Phone};

/// What a person did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// `/call Ромашка`, or the Cyrillic word of a command, or a button that stands for it.
    Command {
        /// Without the slash, lower case, Latin.
        name: String,
        /// What stood behind it, trimmed.
        args: String,
    },
    /// Typed words.
    Text(String),
    /// A tap on a room's button: `room:rest`.
    Press(String),
    /// An answer to the open form by one of its buttons, by its number or its words.
    Choice(String),
    /// A picture.
    Photo(File),
    /// A spoken message.
    Voice {
        /// Where its sound is.
        file: File,
        /// Its length, seconds.
        seconds: i64,
    },
    /// A file, a video, a piece of music.
    Document(File),
    /// A phone number of somebody from the phone book or, if `own`, of the person.
    Contact {
        /// The number; `None` if it can't be one.
        phone: Option<Phone>,
        /// As the phone book has it.
        name: String,
        /// Shared by the `request_contact` button: it is the sender's own.
        own: bool,
    },
    /// A point on the map.
    Place {
        /// Degrees north, micro-degrees.
        latitude: i64,
        /// Degrees east, micro-degrees.
        longitude: i64,
    },
    /// `@bot words`, typed in any chat.
    Inline(String),
    /// An earlier message was changed.
    Edited {
        /// Which message.
        message_id: i64,
        /// Its words now.
        text: String,
    },
    /// The person blocked (`false`) or unblocked (`true`) the bot.
    Reachable(bool),
    /// Something without words the bot knows: a sticker, a poll, a kind of a later Bot API.
    Other,
}

/// A file kept by Telegram.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct File {
    /// Telegram's id of it, for sending again and for `getFile`.
    pub id: String,
    /// As the sender named it; empty for photos.
    pub name: String,
    /// Bytes, 0 if unknown.
    pub size: i64,
    /// Words beside it; may be empty.
    pub caption: String,
}

named! {
    /// What kind of file it is.
    pub enum Media {
        /// A picture.
        Photo = "photo",
        /// A spoken message.
        Voice = "voice",
        /// Anything else: a document, a video.
        File = "file",
    }
}

/// A file a person has sent, and the message it came in: from there it can be copied into another chat as it is.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Attached {
    /// The chat it was sent in.
    pub chat: i64,
    /// The message it is in.
    pub message_id: i64,
    /// What it is.
    pub media: Media,
    /// Where its bytes are.
    pub file: File,
}

impl Said {
    /// The file that was sent, if it is one.
    pub fn attached(&self, update: &Update) -> Option<Attached> {
        let (media, file) = match self {
            Self::Photo(file) => (Media::Photo, file),
            Self::Voice { file, .. } => (Media::Voice, file),
            Self::Document(file) => (Media::File, file),
            _ => return None,
        };
        Some(Attached { chat: update.chat, message_id: update.message_id?, media, file: file.clone() })
    }

    /// Typed words, or the words beside a picture or file.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Edited { text, .. } => Some(text),
            Self::Photo(file) | Self::Document(file) | Self::Voice { file, .. } if !file.caption.is_empty() => {
                Some(&file.caption)
            }
            _ => None,
        }
    }
}
