//! A reason for a refusal that both a program and a person understand.

/// Implemented by every rule's error: `code` for programs (stable, snake case), `message` for people (Russian).
pub trait Refusal {
    /// Stable snake-case English code.
    fn code(&self) -> &'static str;
    /// A Russian sentence that says what is wrong and what is expected.
    fn message(&self) -> String;
}

/// Implements `Refusal`, `Display` and `Error` for an enum of parameterless rule violations.
#[macro_export]
macro_rules! refusals {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal, $message:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        $vis enum $name { $($(#[$vmeta])* #[doc = $message] $variant,)+ }

        impl $crate::code::Refusal for $name {
            fn code(&self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }
            fn message(&self) -> String {
                match self { $(Self::$variant => $message.to_owned(),)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str($crate::code::Refusal::code(self))
            }
        }

        impl std::error::Error for $name {}
    };
}

/// Implements `Display`, `FromStr`, `Serialize` and `Deserialize` for a newtype that has `parse` and `as_str`.
#[macro_export]
macro_rules! text_newtype {
    ($name:ident, $error:ty) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Self::parse(&text).map_err(|refusal| $crate::code::serde_error(&refusal))
            }
        }
    };
}

/// Separates the code from the sentence in a deserialization error, which can carry only text.
const MARK: char = '\u{1}';

/// Packs a refusal into a deserialization error; the HTTP edge takes it apart with [`unpack`].
pub fn serde_error<E: serde::de::Error>(refusal: &impl Refusal) -> E {
    E::custom(format!("{MARK}{}{MARK}{}{MARK}", refusal.code(), refusal.message()))
}

/// The code and the sentence of a refusal that travelled through a deserialization error.
pub fn unpack(text: &str) -> Option<(&str, &str)> {
    // Only at the very beginning: further in, the mark may stand in something that the caller wrote.
    let (code, rest) = text.strip_prefix(MARK)?.split_once(MARK)?;
    Some((code, rest.split(MARK).next()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    refusals! {
        enum Example {
            One = "one", "Так нельзя.";
        }
    }

    #[test]
    fn a_refusal_travels_through_a_deserialization_error() {
        let error: serde::de::value::Error = serde_error(&Example::One);
        assert_eq!(unpack(&error.to_string()), Some(("one", "Так нельзя.")));
    }

    #[test]
    fn a_mark_that_a_caller_wrote_is_no_refusal() {
        assert_eq!(unpack("unknown variant `\u{1}evil\u{1}hello\u{1}`"), None);
    }
}
