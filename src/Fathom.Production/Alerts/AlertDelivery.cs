namespace Fathom.Production.Alerts;

/// <summary>How telling alerts went, in the words that are kept: "told", or the channels that did not take it and why.</summary>
internal sealed class AlertDelivery
{
    /// <summary>Every channel has it.</summary>
    public const string Told = "told";

    private readonly Lock _gate = new();
    private readonly SortedDictionary<(long Alert, string Channel), string> _faults = [];

    /// <summary>The words for an alert after a try at one of its channels.</summary>
    /// <param name="alert">Its number.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="fault">What went wrong, or null.</param>
    public string After(long alert, string channel, string? fault)
    {
        lock (_gate)
        {
            if (fault is null)
            {
                _faults.Remove((alert, channel));
            }
            else
            {
                _faults[(alert, channel)] = $"{channel}: {fault}";
            }

            string[] open = [.. _faults.Where(known => known.Key.Alert == alert).Select(known => known.Value)];
            return open.Length == 0 ? Told : string.Join("; ", open);
        }
    }
}
