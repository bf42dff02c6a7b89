namespace Fathom.Compute.Releases;

/// <summary>A release of a payload cannot be used.</summary>
/// <param name="message">Which, what was expected and what was found.</param>
public sealed class ReleaseException(string message) : Exception(message);
