namespace Fathom.Production.Alerts.Delivery;

/// <summary>A channel did not take a notice.</summary>
/// <param name="why">Why, without any secret: it is kept and shown.</param>
/// <param name="again">Whether a later try may succeed.</param>
public sealed class DeliveryFailedException(string why, bool again) : Exception(why)
{
    /// <summary>Whether a later try may succeed.</summary>
    public bool Again { get; } = again;
}
