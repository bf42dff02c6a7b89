namespace Fathom.Portal.Assets;

/// <summary>A file that the portal serves as it is.</summary>
/// <param name="Name">Its name, without a folder.</param>
/// <param name="ContentType">MIME type with charset.</param>
/// <param name="Bytes">Content.</param>
/// <param name="Packed">Content, gzip.</param>
/// <param name="Tag">First 16 hexadecimal digits of its SHA-256: ETag, and the version in its address.</param>
public sealed record Asset(string Name, string ContentType, byte[] Bytes, byte[] Packed, string Tag);
