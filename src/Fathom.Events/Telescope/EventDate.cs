namespace Fathom.Events.Telescope;

/// <summary>The date that a file bears: that of its event, never of the clock.</summary>
internal static class EventDate
{
    private const double FirstSeconds = 788918400;
    private const double LastSeconds = 2840140799;

    /// <summary>UTC of an event to the second, within what the container can express (1995 to 2059).</summary>
    public static DateTime Of(double unixSeconds) =>
        DateTime.UnixEpoch.AddSeconds(Math.Clamp(Math.Floor(unixSeconds), FirstSeconds, LastSeconds));
}
