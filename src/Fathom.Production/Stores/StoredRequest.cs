namespace Fathom.Production.Stores;

/// <summary>A mutating request that was met before (law 5).</summary>
/// <param name="Id">Its id, chosen by the caller.</param>
/// <param name="BodyHash">Hash of operation and body: the same id with another one is refused.</param>
/// <param name="Answer">The first answer as JSON, or null while its work is under way.</param>
public sealed record StoredRequest(string Id, string BodyHash, string? Answer);
