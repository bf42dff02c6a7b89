namespace Fathom.Vo.Publishing;

/// <summary>Why a release is not served any more.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">The version that was withdrawn.</param>
/// <param name="Reason">Why.</param>
/// <param name="Utc">When.</param>
public sealed record Withdrawal(string Name, string Version, string Reason, DateTimeOffset Utc);
