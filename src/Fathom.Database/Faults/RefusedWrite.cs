namespace Fathom.Database.Faults;

/// <summary>A write that the database did not keep.</summary>
/// <param name="At">When it was refused.</param>
/// <param name="Why">What the database said.</param>
public sealed record RefusedWrite(DateTimeOffset At, WorkspaceException Why);
