namespace Fathom.Production.Campaigns;

/// <summary>The answer to the creation of a campaign.</summary>
/// <param name="CampaignId">Its id; 0 where refused.</param>
/// <param name="Created">True where it is new; false where one of the same definition was there, or where refused.</param>
/// <param name="Reason">Why refused; empty where not.</param>
public sealed record CampaignReply(long CampaignId, bool Created, string Reason)
{
    /// <summary>True where the campaign is there.</summary>
    public bool Accepted => CampaignId != 0;

    internal static CampaignReply Refused(string reason) => new(0, false, reason);
}
