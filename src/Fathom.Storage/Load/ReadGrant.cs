namespace Fathom.Storage.Load;

/// <summary>Leave to read from an element at a pace, until it is returned to the governor.</summary>
/// <param name="Element">The element.</param>
/// <param name="BytesPerSecond">No faster than this [byte/s]; infinite where the element has no ceiling.</param>
public readonly record struct ReadGrant(string Element, double BytesPerSecond);
