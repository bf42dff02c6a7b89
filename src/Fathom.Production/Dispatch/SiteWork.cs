namespace Fathom.Production.Dispatch;

/// <summary>The work for the pilots of a site.</summary>
/// <param name="Waiting">Jobs that its pilots may be given now or within a minute, within all limits.</param>
/// <param name="Running">Jobs that its pilots hold; 0 where sites are not told apart.</param>
public readonly record struct SiteWork(long Waiting, long Running);
