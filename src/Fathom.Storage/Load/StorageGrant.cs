namespace Fathom.Storage.Load;

/// <summary>Leave to read from an element, or to write to it, at a pace, until it is returned to the governor.</summary>
/// <param name="Element">The element.</param>
/// <param name="Flow">Reading or writing.</param>
/// <param name="BytesPerSecond">No faster than this [byte/s]; infinite where the element has no ceiling.</param>
public readonly record struct StorageGrant(string Element, StorageFlow Flow, double BytesPerSecond);
