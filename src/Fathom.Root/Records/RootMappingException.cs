namespace Fathom.Root.Records;

/// <summary>A record type does not fit the columns that it is to be read from.</summary>
/// <param name="message">The member, what it asks for and what there is.</param>
public sealed class RootMappingException(string message) : Exception(message);
