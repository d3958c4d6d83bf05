//! The embedded font families: faces and metrics, fallback, shaping, subsets.

/// A face of a [`FontLibrary`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u8);
