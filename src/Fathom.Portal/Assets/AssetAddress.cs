namespace Fathom.Portal.Assets;

/// <summary>Where pages find assets.</summary>
public static class AssetAddress
{
    /// <summary>The address of an asset. Modules import each other by plain name, so an address carries no version; the ETag does.</summary>
    public static string Of(string name) => "/assets/" + name;
}
