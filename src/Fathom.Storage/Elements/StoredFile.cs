namespace Fathom.Storage.Elements;

/// <summary>A file as a storage element knows it.</summary>
/// <param name="Path">Physical path below the element's root, with '/' between its parts.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Adler32">
/// Checksum, eight lower-case hexadecimal digits; from <see cref="IStorageElement.Stat"/> and
/// <see cref="IStorageElement.List"/> the one stored when the file was made durable, null before that.
/// </param>
public sealed record StoredFile(string Path, long Size, string? Adler32);
