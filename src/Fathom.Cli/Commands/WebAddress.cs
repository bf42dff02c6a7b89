using System.CommandLine;

namespace Fathom.Cli.Commands;

/// <summary>Addresses of web servers on the command line.</summary>
internal static class WebAddress
{
    /// <summary>An option for one that begins with http:// or https://.</summary>
    public static Option<Uri?> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "URL",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is ("http" or "https"))
            {
                return address;
            }

            result.AddError($"{name}: expected an address that begins with http:// or https://, found {text}");
            return null;
        },
    };
}
