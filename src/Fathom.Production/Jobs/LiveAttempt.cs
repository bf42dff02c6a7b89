namespace Fathom.Production.Jobs;

/// <summary>An attempt that a pilot holds, or whose outputs wait for the server's check.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Lease">Its lease id.</param>
/// <param name="State">Leased, Running or Uploaded.</param>
/// <param name="Epoch">Epoch of the server that leased it.</param>
/// <param name="PilotId">Its pilot.</param>
/// <param name="Host">Where it runs.</param>
/// <param name="Element">Element of its outputs.</param>
/// <param name="Path">Its own folder there.</param>
/// <param name="LeasedUtc">Label of its lease.</param>
/// <param name="Upload">What was uploaded, once it was.</param>
public sealed record LiveAttempt(
    int Number, string Lease, AttemptState State, long Epoch, long PilotId, string Host, string Element, string Path,
    string LeasedUtc, OutputsUploaded? Upload = null);
