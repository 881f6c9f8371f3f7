namespace Heketi.Client.Authentication;

/// <summary>Who asks. Heketi knows the users <c>admin</c> and <c>user</c>, each with a secret key of its own.</summary>
public sealed record HeketiCredentials
{
    /// <summary>Name of the user; when it is empty, tokens carry no issuer and a server with authentication refuses them.</summary>
    public required string User { get; init; }

    /// <summary>Secret key of the user. It signs tokens and never leaves this process.</summary>
    public required string Secret { get; init; }

    /// <summary>Without the secret, so that it ends in no log.</summary>
    public override string ToString() => $"{nameof(HeketiCredentials)} {{ User = {User}, Secret = *** }}";
}
