using System.Globalization;
using System.Net.Mail;
using Fathom.Identity.Tokens;
using Fathom.Production.Alerts.Rules;

namespace Fathom.Production.Alerts.Delivery;

/// <summary>Reads the channels of a workspace's alerts.yaml, with their secrets from files of their own.</summary>
internal static class AlertChannelFile
{
    private const int MostChannels = 20, MostReceivers = 50, StandardPort = 587;

    /// <exception cref="AlertFileException">A channel cannot be used.</exception>
    public static IReadOnlyList<AlertChannel> Read(AlertYaml file, string path)
    {
        if (file.Channels.Count > MostChannels || file.Channels.DistinctBy(channel => channel.Name).Count() != file.Channels.Count)
        {
            throw new AlertFileException(path, "channels", $"at most {MostChannels}, each with a name of its own", $"{file.Channels.Count}");
        }

        return [.. file.Channels.Select(channel => Read(channel, path))];
    }

    private static AlertChannel Read(AlertYaml.ChannelYaml written, string path)
    {
        AlertFileException Fault(string expected, string found) => new(path, $"channel {written.Name}", expected, found);
        if (string.IsNullOrWhiteSpace(written.Name) || written.Url is null == written.Smtp is null)
        {
            throw Fault("a name, and either url (web hook) or smtp (mail)", written.Url is null ? "neither" : "both, or no name");
        }

        AlertSeverity least = AlertRuleFile.Severity(written.Least, Fault);
        Secret? secret = written.SecretFile is null ? null : ReadSecret(Path.GetFullPath(written.SecretFile, Path.GetDirectoryName(path)!), Fault);
        return written.Url is { } url
            ? new WebHookChannel(written.Name, least, Address(url, Fault), secret)
            : Mail(written, least, secret, Fault);
    }

    private static Uri Address(string text, Func<string, string, AlertFileException> fault) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.UserInfo.Length == 0
            && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            ? url
            : throw fault("url: https://… (http:// on this machine alone), without a password in it", "another");

    private static MailChannel Mail(AlertYaml.ChannelYaml written, AlertSeverity least, Secret? password, Func<string, string, AlertFileException> fault)
    {
        string[] parts = written.Smtp!.Split(':');
        int port = StandardPort;
        if (parts.Length > 2 || parts[0].Length == 0 || (parts.Length == 2 && (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is 0 or > 65535)))
        {
            throw fault("smtp: HOST or HOST:PORT", $"'{written.Smtp}'");
        }

        if (written.To.Count is 0 or > MostReceivers || !MailAddress.TryCreate(written.From, out _) || !written.To.TrueForAll(to => MailAddress.TryCreate(to, out _)))
        {
            throw fault($"from and 1 to {MostReceivers} to, as mail addresses", $"from '{written.From}', to '{string.Join(", ", written.To)}'");
        }

        if (!written.Tls && parts[0] is not ("localhost" or "127.0.0.1"))
        {
            throw fault("tls: true for a mail server on another machine", "false");
        }

        return written.User is null == password is null
            ? new MailChannel(written.Name, least, parts[0], port, written.Tls, written.From!, written.To, written.User, password)
            : throw fault("user and secret_file together", written.User is null ? "secret_file alone" : "user alone");
    }

    // Shorter than the secrets that Fathom makes: a mail account's password is what it is. But never one that others may read.
    private static Secret ReadSecret(string file, Func<string, string, AlertFileException> fault)
    {
        if (!File.Exists(file))
        {
            throw fault($"secret_file {file}", "nothing there");
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0)
        {
            throw fault($"secret_file {file} for its owner alone (chmod 600)", "a file that others may use");
        }

        return new FileInfo(file).Length is > 0 and <= 4096 && File.ReadAllText(file).Trim() is { Length: > 0 } text
            ? new Secret(text)
            : throw fault($"secret_file {file} with one secret", "nothing, or more than 4 kB");
    }
}
